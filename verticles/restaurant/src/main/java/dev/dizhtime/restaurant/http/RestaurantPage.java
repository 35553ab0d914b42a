package dev.dizhtime.restaurant.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A page of restaurants.
 *
 * @param nextCursor null on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RestaurantPage(List<RestaurantBody> items, String nextCursor) {}
