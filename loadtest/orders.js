// Customers who order: search, quote, place, and wait until the funds are reserved.
//   k6 run -e RATE=20 -e DURATION=1m loadtest/orders.js
import exec from 'k6/execution';
import { sleep } from 'k6';
import { Counter, Trend } from 'k6/metrics';
import {
  order,
  placeOrder,
  quote,
  registerCustomer,
  restaurant,
  searchRestaurants,
  topUp,
} from './api.js';

const RATE = Number(__ENV.RATE || 5); // orders a second
const DURATION = __ENV.DURATION || '30s';
const CUSTOMERS = Number(__ENV.CUSTOMERS || 20);
const TOP_UP_MINOR = 1000000; // the most that one top-up may be
const SEARCH_LIMIT = 20;
const FUNDED_WITHIN_MILLIS = 10000;
const POLL_SECONDS = 0.05;

/** States in which the funds were not reserved and never will be. */
const REFUSED = ['REJECTED', 'CANCELLED', 'FAILED', 'UNDELIVERED'];
/** States that come before the wallet's answer. */
const WAITING = ['QUOTED', 'PLACED'];

const funded = new Counter('orders_funded');
const notFunded = new Counter('orders_not_funded');
const placedToFunded = new Trend('order_placed_to_funded', true);

export const options = {
  setupTimeout: '2m',
  scenarios: {
    orders: {
      executor: 'constant-arrival-rate',
      rate: RATE,
      timeUnit: '1s',
      duration: DURATION,
      preAllocatedVUs: CUSTOMERS,
      maxVUs: 10 * CUSTOMERS,
    },
  },
  thresholds: {
    // A platform that is down or refuses everybody is not worth loading further.
    http_req_failed: [{ threshold: 'rate<0.01', abortOnFail: true, delayAbortEval: '5s' }],
    checks: [{ threshold: 'rate>0.99', abortOnFail: true, delayAbortEval: '5s' }],
    orders_funded: ['count>0'],
    orders_not_funded: ['count==0'],
    order_placed_to_funded: ['p(95)<1000'],
    'http_req_duration{name:place}': ['p(95)<500'],
    dropped_iterations: ['count==0'],
  },
};

/** Customers with money, and restaurants with something on the menu. */
export function setup() {
  const restaurants = (searchRestaurants('', SEARCH_LIMIT) || [])
    .map((found) => restaurant(found.restaurantId))
    .filter((found) => found !== null && menuOf(found).length > 0);
  if (restaurants.length === 0) exec.test.abort('no restaurant with a menu was found');

  const customers = [];
  for (let i = 0; i < CUSTOMERS; i++) {
    const token = registerCustomer();
    if (token === null || !topUp(token, TOP_UP_MINOR)) {
      exec.test.abort('a customer could not be registered and given money');
    }
    customers.push(token);
  }
  const choices = restaurants.map((found) => ({
    restaurantId: found.restaurantId,
    items: menuOf(found),
  }));
  return { customers, choices };
}

/** What can be ordered now, each with as many of its options as must be chosen. */
function menuOf(found) {
  return (found.menu || [])
    .filter((item) => item.available !== false && item.stock !== 0)
    .map((item) => ({ itemId: item.itemId, options: dueOptions(item), quantity: 1 }))
    .filter((item) => item.options !== null);
}

/** The first available options of each group that asks for some; null when there are too few. */
function dueOptions(item) {
  const due = [];
  for (const group of item.options || []) {
    const choice = group.options.filter((option) => option.available).slice(0, group.min);
    if (choice.length < group.min) return null;
    due.push(...choice.map((option) => option.optionId));
  }
  return due;
}

function any(list) {
  return list[Math.floor(Math.random() * list.length)];
}

export default function ({ customers, choices }) {
  const token = any(customers);
  if (searchRestaurants('', SEARCH_LIMIT) === null) return;

  const choice = any(choices);
  const quoted = quote(token, choice.restaurantId, [any(choice.items)]);
  if (quoted === null) return;

  const placedAt = Date.now();
  const placed = placeOrder(token, quoted.quote);
  if (placed === null) return;

  if (becomesFunded(token, placed, placedAt + FUNDED_WITHIN_MILLIS)) {
    funded.add(1);
    placedToFunded.add(Date.now() - placedAt);
  } else {
    notFunded.add(1);
  }
}

/** Polls until the wallet has answered; false when it refused or the deadline has passed. */
function becomesFunded(token, placed, deadlineMillis) {
  let state = placed.state;
  while (WAITING.includes(state) && Date.now() < deadlineMillis) {
    sleep(POLL_SECONDS);
    const seen = order(token, placed.orderId);
    if (seen === null) return false;
    state = seen.state;
  }
  return !WAITING.includes(state) && !REFUSED.includes(state);
}
