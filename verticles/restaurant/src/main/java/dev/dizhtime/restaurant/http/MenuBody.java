package dev.dizhtime.restaurant.http;

import dev.dizhtime.restaurant.usecase.ItemDraft;
import java.util.List;

/** A menu in a request. */
record MenuBody(List<ItemDraft> items) {}
