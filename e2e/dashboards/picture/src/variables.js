// What Grafana puts in the place of variables before it asks.

const STEPS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
const SECONDS = { s: 1, m: 60, h: 3600, d: 86400, w: 604800, y: 31536000 };

/** Time between two scrapes, as the data source is told. */
const SCRAPE = 15;

export function seconds(duration) {
  return [...duration.matchAll(/(\d+)([smhdwy])/g)].reduce((sum, [, n, unit]) => sum + n * SECONDS[unit], 0);
}

/** Time between two points: no more points than pixels, and a round figure. */
export function step(range, pixels, least) {
  const wanted = Math.max(range / Math.max(pixels, 100), least ? seconds(least) : SCRAPE);
  return STEPS.find((nice) => nice >= wanted) ?? STEPS.at(-1);
}

/** Of the dashboard itself: what is chosen at first. */
export function chosen(dashboard) {
  const values = {};
  for (const variable of dashboard.templating.list) {
    const value = [variable.current?.value ?? []].flat();
    values[variable.name] =
      value.length === 0 || value[0] === '$__all' ? (variable.allValue ?? '.*') : value.length === 1 ? value[0] : `(${value.join('|')})`;
  }
  return values;
}

export function replaced(text, values) {
  return text.replace(/\$\{(\w+)(?::[\w]+)?\}|\$(\w+)/g, (whole, braced, plain) => values[braced ?? plain] ?? whole);
}

/** With those of one query. */
export function withTimes(values, range, interval) {
  return {
    ...values,
    __interval: `${interval}s`,
    __interval_ms: `${interval * 1000}`,
    __range: `${range}s`,
    __range_s: `${range}`,
    __range_ms: `${range * 1000}`,
    __rate_interval: `${Math.max(interval + SCRAPE, 4 * SCRAPE)}s`,
  };
}
