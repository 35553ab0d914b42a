package dev.dizhtime.contracts.restaurant;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * When a restaurant is open, every week, by the clock on its wall.
 *
 * @param day on which it opens
 * @param opens inclusive
 * @param closes exclusive; at or before {@code opens} it is on the next day
 */
public record OpeningPeriod(DayOfWeek day, LocalTime opens, LocalTime closes) {}
