// Asks for the data of all panels, as Grafana would.
import { place } from './src/grid.js';
import { chosen, replaced, seconds, step, withTimes } from './src/variables.js';

async function get(server, path, parameters) {
  const response = await fetch(`${server}${path}?${new URLSearchParams(parameters)}`);
  const body = await response.json().catch(() => ({ error: `${response.status}` }));
  if (body.status !== 'success') throw new Error(body.error);
  return body.data.result;
}

async function metrics(target, server, values, { start, end, range, pixels }) {
  const interval = step(range, pixels, target.interval);
  const query = replaced(target.expr, withTimes(values, range, interval));
  if (target.instant) return { result: await get(server, '/api/v1/query', { query, time: end }), start, end, step: interval };
  const aligned = { start: Math.ceil(start / interval) * interval, end: Math.floor(end / interval) * interval, step: interval };
  return { result: await get(server, '/api/v1/query_range', { query, ...aligned }), ...aligned };
}

async function one(target, servers, values, time) {
  const type = target.datasource.type;
  const server = servers[type];
  if (!server) return { target, told: `${type} was not asked for this picture` };
  try {
    return { target, ...(await metrics(target, server, values, time)) };
  } catch (problem) {
    return { target, told: `${problem.message}` };
  }
}

async function logs(panel, servers, values, { start, end, range }) {
  const target = panel.targets[0];
  if (!servers.loki) return { answers: [{ target, told: 'loki was not asked for this picture' }], start, end };
  const streams = await get(servers.loki, '/loki/api/v1/query_range', {
    query: replaced(target.expr, withTimes(values, range, 60)),
    start: `${start}000000000`,
    end: `${end}000000000`,
    limit: target.maxLines,
  });
  const lines = streams.flatMap(({ stream, values: entries }) =>
    entries.map(([time, line]) => ({ time: Number(time.slice(0, -6)), line, level: stream.detected_level ?? stream.level }))
  );
  return { answers: [], logs: lines.sort((one, other) => other.time - one.time), start, end };
}

/** What is marked: moments, or the times in which there was a value. */
async function annotated({ expr, iconColor, useValueForTime }, server, values, { start, end, range }) {
  const every = step(range, 800, '60s');
  const result = await get(server, '/api/v1/query_range', { query: replaced(expr, values), start, end, step: every });
  const found = [];
  for (const { values: samples } of result) {
    if (useValueForTime) {
      new Set(samples.map(([, value]) => Number(value))).forEach((time) => found.push({ from: time, to: time, color: iconColor }));
      continue;
    }
    for (const [time] of samples) {
      const last = found.at(-1);
      if (last?.samples === samples && time * 1000 - last.to <= every * 1000) last.to = time * 1000;
      else found.push({ from: time * 1000, to: time * 1000, color: iconColor, samples });
    }
  }
  return found.map(({ from, to, color }) => ({ from, to, color }));
}

export async function ask(dashboard, shown, servers, end) {
  const variables = chosen(dashboard);
  const whole = seconds(dashboard.time.from);
  const answers = { variables };
  for (const panel of shown.filter(({ type }) => type !== 'row')) {
    const range = panel.timeFrom ? seconds(panel.timeFrom) : whole;
    const time = { start: end - range, end, range, pixels: place(panel.gridPos).width };
    answers[panel.id] =
      panel.type === 'logs'
        ? await logs(panel, servers, variables, time)
        : { answers: await Promise.all(panel.targets.map((target) => one(target, servers, variables, time))), start: time.start, end };
  }
  const time = { start: end - whole, end, range: whole };
  const marks = (
    await Promise.all(dashboard.annotations.list.map((annotation) => annotated(annotation, servers.prometheus, variables, time)))
  ).flat();
  return { answers, marks };
}
