/**
 * The platform's API, as a portal calls it: through the gateway, in the name of whoever is logged
 * in. In: an {@link dev.dizhtime.portal.design.api.ApiRequest}. Out: a record, or an {@link
 * dev.dizhtime.portal.design.api.ApiProblemException} with the platform's own words. Always: the
 * request id and the trace go along; nothing is repeated that is not safe to repeat.
 */
package dev.dizhtime.portal.design.api;
