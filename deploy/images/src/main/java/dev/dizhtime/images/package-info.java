/**
 * Tests of the container images: what Jib built is run by podman as a cluster would run it. Built
 * and tested in the profile {@code images}, which {@code ./dizhtime test} turns on.
 */
package dev.dizhtime.images;
