/**
 * What every portal stands on: the server, with sessions, log-in, security headers, error pages and
 * assets, so that a portal itself is only its pages.
 *
 * <pre>
 *   browser ─► gateway ─► PortalServer ─► page or action ─► Exchange ─► view.Views ─► HTML
 *                            │  session.Sessions (cookie)       │
 *                            │  session.Csrf on every POST      └─► api.ApiClient ─► gateway ─► services
 *                            └─ live.LiveStreams (server-sent events)
 * </pre>
 *
 * <p>In: HTTP below the portal's own path, which the gateway does not rewrite. Out: HTML, and
 * requests to the platform's API in the user's name. A portal has no database and no rules: what
 * may be done is decided by the services, and a refusal is shown in their words.
 */
package dev.dizhtime.portal.design;
