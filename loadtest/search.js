// Visitors who look for something to eat: text and distance, no account needed.
//   k6 run -e RATE=100 -e DURATION=1m loadtest/search.js
import { searchRestaurants } from './api.js';

const RATE = Number(__ENV.RATE || 20); // searches a second
const DURATION = __ENV.DURATION || '30s';
const VISITORS = Number(__ENV.VISITORS || 10);
const LIMIT = 20;

/** What people type, with spelling as people spell, and nothing at all. */
const TEXTS = ['', 'pizza', 'piza', 'sushi', 'noodle', 'burger', 'coffee', 'thai', 'taco', 'bagel'];

export const options = {
  scenarios: {
    search: {
      executor: 'constant-arrival-rate',
      rate: RATE,
      timeUnit: '1s',
      duration: DURATION,
      preAllocatedVUs: VISITORS,
      maxVUs: 10 * VISITORS,
    },
  },
  thresholds: {
    http_req_failed: [{ threshold: 'rate<0.01', abortOnFail: true, delayAbortEval: '5s' }],
    checks: [{ threshold: 'rate>0.99', abortOnFail: true, delayAbortEval: '5s' }],
    'http_req_duration{name:search}': ['p(95)<300', 'p(99)<800'],
    dropped_iterations: ['count==0'],
  },
};

export default function () {
  searchRestaurants(TEXTS[Math.floor(Math.random() * TEXTS.length)], LIMIT);
}
