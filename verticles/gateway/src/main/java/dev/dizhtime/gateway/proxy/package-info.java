/** The way through: who may pass, what is changed on the way, and what is said when it fails. */
package dev.dizhtime.gateway.proxy;
