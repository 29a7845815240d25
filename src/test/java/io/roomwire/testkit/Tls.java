package io.roomwire.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for localhost that its own key has signed, as files that balancers read and for clients that believe it.
 *
 * @param certificate in PEM form
 * @param key in PEM form, without a password
 * @param both one after the other, as HAProxy wants them
 * @param context trusts that certificate alone
 */
public record Tls(Path certificate, Path key, Path both, SSLContext context) {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "localhost";
    private static final int LINE = 64;

    /** Makes it in that folder, by the JDK's keytool. */
    public static Tls make(Path folder) {
        Path store = folder.resolve("tls.p12");
        try {
            keytool(folder, store);
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
            String certificate = pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
            String key = pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD).getEncoded());
            return new Tls(Files.writeString(folder.resolve("tls.pem"), certificate),
                    Files.writeString(folder.resolve("tls.key"), key),
                    Files.writeString(folder.resolve("tls.both.pem"), certificate + key), trusting(keys));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path folder, Path store) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Path printed = folder.resolve("keytool.log");
        int status = new ProcessBuilder(List.of(tool, "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-dname",
                "CN=" + ALIAS, "-ext", "san=dns:localhost,ip:127.0.0.1", "-storetype", "PKCS12", "-keystore",
                store.toString(), "-storepass", new String(PASSWORD))).redirectErrorStream(true)
                .redirectOutput(printed.toFile()).start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(Files.readString(printed));
        }
    }

    private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + kind + "-----\n";
    }
}
