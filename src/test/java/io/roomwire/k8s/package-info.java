/** Deployment: the manifests of {@code k8s}, the image, and the balancers as the README sets them. */
@NullMarked
package io.roomwire.k8s;

import org.jspecify.annotations.NullMarked;
