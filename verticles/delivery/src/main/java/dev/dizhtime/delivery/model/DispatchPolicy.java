package dev.dizhtime.delivery.model;

import java.time.Duration;

/**
 * Who is offered a task, and for how long.
 *
 * @param radiusMeters how far from the restaurant a driver may be, great circle
 * @param offerDuration how long a driver may think about it
 * @param maxExpiredOffers how often one driver may let the offer of one task expire before they are
 *     not asked for it again; who declines is not asked again at all
 */
public record DispatchPolicy(int radiusMeters, Duration offerDuration, int maxExpiredOffers) {}
