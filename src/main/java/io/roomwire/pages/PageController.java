package io.roomwire.pages;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Serves the console, from memory. */
@Tag(name = "pages")
@Controller
final class PageController {

    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private final Assets assets;
    private final Shell shell;
    private final PageDoor door;

    PageController(Assets assets, Shell shell, PageDoor door) {
        this.assets = assets;
        this.shell = shell;
        this.door = door;
    }

    /** A page of the console. */
    @ApiResponse(responseCode = "200", description = "A document in HTML")
    @ApiResponse(responseCode = "401", description = "The console is for those who give the control token as password")
    @ApiResponse(responseCode = "404", description = "The console is switched off")
    @Get(uris = {"/", "/room", "/worklog", "/trading", "/chat", "/console", "/groups", "/inspector"},
            produces = "text/html")
    HttpResponse<?> page(HttpRequest<?> request) {
        return door.refusal(request).orElseGet(() -> PageHeaders.guarded(
                fresh(request, shell.document(ConsolePage.at(request.getPath()))), shell.policy()));
    }

    /** The client module, for any page. */
    @ApiResponse(responseCode = "200", description = "An ES module")
    @Get(uri = "/room-events.js", produces = "text/javascript")
    HttpResponse<?> module(HttpRequest<?> request) {
        return open(request, "room-events.js").header("Access-Control-Allow-Origin", "*");
    }

    /** The types of the client module. */
    @ApiResponse(responseCode = "200", description = "TypeScript declarations")
    @Get(uri = "/room-events.d.ts", produces = "text/plain")
    HttpResponse<?> types(HttpRequest<?> request) {
        return open(request, "room-events.d.ts").header("Access-Control-Allow-Origin", "*");
    }

    /**
     * What pages are made of. While nodes of two versions serve, a page of one may ask the other: it gets that one's
     * file, which no cache keeps.
     *
     * @param version as the page names it
     */
    @ApiResponse(responseCode = "200", description = "A script, a style sheet or an image")
    @ApiResponse(responseCode = "404", description = "There is none of this name")
    @Get(uri = "/assets/{version}/{path:.+}", produces = "*/*")
    HttpResponse<?> asset(HttpRequest<?> request,
                          @Parameter(example = "any") @PathVariable String version,
                          @Parameter(example = "app/base.css") @PathVariable String path) {
        return assets.find(path).filter(_ -> door.opens()).<HttpResponse<?>>map(file -> guarded(request, file)
                        .header(HttpHeaders.CACHE_CONTROL, version.equals(assets.fingerprint()) ? FOREVER : ASK_AGAIN))
                .orElseGet(HttpResponse::notFound);
    }

    private MutableHttpResponse<?> guarded(HttpRequest<?> request, Asset file) {
        return PageHeaders.guarded(answer(request, file), shell.policy());
    }

    private MutableHttpResponse<?> open(HttpRequest<?> request, String name) {
        return PageHeaders.plain(fresh(request, assets.find(name).orElseThrow()));
    }

    private MutableHttpResponse<?> fresh(HttpRequest<?> request, Asset file) {
        String tag = '"' + assets.fingerprint() + '"';
        MutableHttpResponse<?> answer = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).contains(tag)
                ? HttpResponse.notModified() : answer(request, file);
        return answer.header(HttpHeaders.CACHE_CONTROL, ASK_AGAIN).header(HttpHeaders.ETAG, tag);
    }

    private static MutableHttpResponse<?> answer(HttpRequest<?> request, Asset file) {
        boolean packs = request.getHeaders().findFirst(HttpHeaders.ACCEPT_ENCODING)
                .filter(codings -> codings.contains("gzip")).isPresent();
        MutableHttpResponse<?> answer = HttpResponse.ok(packs ? file.packed() : file.plain())
                .contentType(file.type()).header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return packs ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip") : answer;
    }
}
