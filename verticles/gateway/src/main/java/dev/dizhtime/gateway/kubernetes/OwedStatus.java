package dev.dizhtime.gateway.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * The status that an object should have and has not.
 *
 * @param object as it is
 * @param status of the type that the object's kind has
 */
record OwedStatus(HasMetadata object, Object status) {}
