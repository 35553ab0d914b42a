/**
 * Makes the container images of services and portals, each with an AOT cache.
 *
 * <pre>
 *   Maven, Jib ─► target/jib-image.tar ─► podman ─► deploy/images/train.sh ─► podman push
 *                                                        ▲
 *                           embedded servers, settings as `up` gives them
 * </pre>
 *
 * <p>Always: what an image stands on while it is trained is made for that and gone afterwards; a
 * step that fails says so in one sentence and where the whole story is.
 */
package dev.dizhtime.local.images;
