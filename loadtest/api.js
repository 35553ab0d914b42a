// The calls that the scripts share. A call that does not answer as expected returns null and is
// counted by the check of its name.
import http from 'k6/http';
import { check, sleep } from 'k6';

export const BASE_URL = (__ENV.BASE_URL || 'http://localhost:8080').replace(/\/+$/, '');
export const CURRENCY = __ENV.CURRENCY || 'USD';
// Where the demo city is, and where its customers stand.
export const LAT = Number(__ENV.LAT || 40.7306);
export const LON = Number(__ENV.LON || -73.9866);
// A top-up is confirmed by the payment provider, usually within some milliseconds.
const TOP_UP_TRIES = 100;
const TOP_UP_POLL_SECONDS = 0.1;
export const RADIUS_METERS = Number(__ENV.RADIUS_METERS || 10000);

/** A key that no other call uses: the time, the virtual user, and chance. */
export function uniqueKey() {
  const random = Math.floor(Math.random() * 2 ** 48).toString(36);
  return `${Date.now().toString(36)}-${typeof __VU === 'undefined' ? 0 : __VU}-${random}`;
}

/** Parameters of a call: its name in the report, the token if any, an idempotency key if any. */
function params(name, token, idempotencyKey) {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey;
  return { headers, tags: { name } };
}

/** The body of an answer with the expected status, else null. */
function body(response, name, status) {
  const expected = check(response, { [`${name} answers ${status}`]: (r) => r.status === status });
  return expected ? response.json() : null;
}

function post(name, path, payload, status, token, idempotencyKey) {
  const options = params(name, token, idempotencyKey);
  return body(http.post(BASE_URL + path, JSON.stringify(payload), options), name, status);
}

function get(name, path, token) {
  return body(http.get(BASE_URL + path, params(name, token)), name, 200);
}

/** Registers a customer who exists only in this run; returns an access token, or null. */
export function registerCustomer() {
  const email = `load-${uniqueKey()}@example.test`;
  const password = `${uniqueKey()}-${uniqueKey()}`;
  const customer = { email, password, displayName: 'Load test', role: 'customer' };
  if (post('register', '/api/auth/register', customer, 201) === null) return null;
  const session = post('login', '/api/auth/login', { email, password }, 200);
  return session === null ? null : session.accessToken;
}

/** Puts money into the caller's wallet; true when it is there. */
export function topUp(token, amountMinor) {
  const request = { amount: { amountMinor, currency: CURRENCY } };
  const options = params('top up', token, uniqueKey());
  const response = http.post(`${BASE_URL}/api/wallet/top-ups`, JSON.stringify(request), options);
  if (!check(response, { 'top up is taken': (r) => r.status === 201 })) return false;
  const path = `/api/wallet/top-ups/${response.json('topUpId')}`;
  for (let tries = 0; tries < TOP_UP_TRIES; tries++) {
    const topUp = get('top up status', path, token);
    if (topUp !== null && topUp.status !== 'PENDING') {
      return check(topUp, { 'top up succeeds': (t) => t.status === 'SUCCEEDED' });
    }
    sleep(TOP_UP_POLL_SECONDS);
  }
  return check(null, { 'top up succeeds': () => false });
}

/** Restaurants near the city's centre whose text matches; at most limit of them, or null. */
export function searchRestaurants(text, limit) {
  const query =
    `text=${encodeURIComponent(text)}&lat=${LAT}&lon=${LON}` +
    `&radiusMeters=${RADIUS_METERS}&limit=${limit}`;
  const answer = get('search', `/api/search/restaurants?${query}`);
  if (answer === null) return null;
  return Array.isArray(answer) ? answer : answer.items || answer.restaurants || [];
}

/** One restaurant with its menu, or null. */
export function restaurant(restaurantId) {
  return get('restaurant', `/api/restaurants/${restaurantId}`);
}

/** A signed quote for the items, delivered to the city's centre; null when refused. */
export function quote(token, restaurantId, items) {
  const request = {
    restaurantId,
    items,
    dropoff: { address: '1 Load Test Street', location: { lat: LAT, lon: LON } },
    tip: { amountMinor: 200, currency: CURRENCY },
  };
  return post('quote', '/api/quotes', request, 201, token);
}

/** Places the quoted order; null when refused. */
export function placeOrder(token, signedQuote) {
  return post('place', '/api/orders', { quote: signedQuote }, 201, token, uniqueKey());
}

/** The order as its customer sees it now, or null. */
export function order(token, orderId) {
  return get('order', `/api/orders/${orderId}`, token);
}
