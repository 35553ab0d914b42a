/** What an account, a session and a refresh token are, and the rules about them. Pure Java. */
package dev.dizhtime.auth.model;
