package dev.dizhtime.portal.design.session;

import java.time.Instant;
import java.util.Optional;

/**
 * One browser at one portal.
 *
 * @param csrfToken must come with each form
 * @param expiresAt when it ends unless it is renewed; some go on while they are used
 * @param login who is logged in; empty for a visitor
 */
public record Session(String csrfToken, Instant expiresAt, Optional<Login> login) {}
