package dev.dizhtime.restaurant.model;

/** Whether customers see a restaurant. */
public enum RestaurantStatus {
  /** Not yet seen by customers. */
  DRAFT,
  /** Customers see it. */
  PUBLISHED,
  /** Customers saw it once. */
  UNPUBLISHED
}
