/**
 * From records to HTML. In: a {@link dev.dizhtime.portal.design.view.View} and a model. Out: text.
 *
 * <p>Always: which template is rendered is written in the code, never taken from a request; all
 * values are escaped; all words come from {@code messages.properties}; a page needs no inline
 * script or style, so the content security policy allows none.
 */
package dev.dizhtime.portal.design.view;
