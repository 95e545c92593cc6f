// Prints what was scraped of the shop in the thirty days before a moment, in the OpenMetrics format: the same in every run.
//   past.mjs SECONDS
const end = Number(process.argv[2]);
const HOUR = 3600;
const DAY = 24 * HOUR;
const STEP = 60;
const SCRAPE = 15;
const start = end - 31 * DAY;

/** Bad times, in hours before the end, and the share of requests that failed in them. */
const SERVICES = [
  {
    name: 'checkout',
    perSecond: 40,
    failing: 0.00025,
    bad: [
      { from: 18.2, to: 17.4, share: 0.06 },
      { from: 9 * 24 + 3, to: 9 * 24 + 1.5, share: 0.009 },
    ],
    deployed: 18.3,
    fired: [
      { severity: 'page', from: 18.1, to: 17.2 },
      { severity: 'ticket', from: 17.6, to: 6.5 },
    ],
    team: 'payments',
    tier: '1',
  },
  {
    name: 'search',
    perSecond: 120,
    failing: 0.0016,
    bad: [{ from: 5 * 24, to: 0, share: 0.0165 }],
    deployed: 5 * 24,
    fired: [{ severity: 'ticket', from: 4.5 * 24, to: 0 }],
    team: 'discovery',
    tier: '2',
  },
  { name: 'catalog', perSecond: 75, failing: 0.0012, bad: [], deployed: 40, fired: [], team: 'discovery', tier: '2' },
];

/** Between -1 and 1, by the place in a row. */
const noise = (n) => {
  const x = Math.sin(n * 12.9898) * 43758.5453;
  return 2 * (x - Math.floor(x)) - 1;
};

/** The days have a rhythm, nights are quiet. */
const traffic = (perSecond, time) =>
  perSecond * (0.65 - 0.45 * Math.cos((2 * Math.PI * ((time % DAY) - 3 * HOUR)) / DAY) + 0.06 * noise(time / STEP));

const out = [];
const print = (line) => {
  out.push(line);
  if (out.length > 10000) flush();
};
const flush = () => process.stdout.write(out.splice(0).join('\n') + '\n');
const labelled = (name, labels) => `${name}{${Object.entries(labels).map(([label, value]) => `${label}="${value}"`).join(',')}}`;

function counters(service) {
  const hours = (time) => (end - time) / HOUR;
  const failing = (time) =>
    service.failing * (1 + 0.5 * noise(time / 300)) +
    service.bad.filter(({ from, to }) => hours(time) <= from && hours(time) >= to).reduce((sum, { share }) => sum + share, 0);
  for (const code of ['200', '500']) {
    const series = labelled('http_requests_total', { namespace: 'shop', job: service.name, code });
    let total = 0;
    for (let time = start; time <= end; time += STEP) {
      const requests = traffic(service.perSecond, time) * STEP;
      total += requests * (code === '500' ? failing(time) : 1 - failing(time));
      print(`${series} ${total.toFixed(1)} ${time}`);
    }
  }
}

function steady(series, value, from, to) {
  for (let time = Math.max(from, start); time <= to; time += STEP) print(`${series} ${value} ${time}`);
}

const ago = (hours) => Math.round((end - hours * HOUR) / STEP) * STEP;
const capital = (name) => name[0].toUpperCase() + name.slice(1);

/** What the service itself tells of its bad evening: requests by route, Go's runtime, its pods, its log records. */
const ROUTES = [
  { http_request_method: 'GET', http_route: '/cart', share: 0.5, seconds: 0.004, failing: 0 },
  { http_request_method: 'GET', http_route: '/items/{id}', share: 0.3, seconds: 0.012, failing: 0 },
  { http_request_method: 'POST', http_route: '/pay', share: 0.15, seconds: 0.06, failing: 1 },
  { http_request_method: 'GET', http_route: '/advice', share: 0.05, seconds: 0.025, failing: 0 },
];
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const ITS_OWN = { job: 'shop/checkout', signalbox_service: 'shop/checkout', k8s_namespace_name: 'shop' };
const PODS = ['checkout-7d9f8b6c5-4xk2p', 'checkout-7d9f8b6c5-q8w7n', 'checkout-7d9f8b6c5-zz5lm'];
const trouble = (time) => SERVICES[0].bad.some(({ from, to }) => (end - time) / HOUR <= from && (end - time) / HOUR >= to);

/** A series of the evening: a counter is told what comes in a second, a gauge what there is. */
function evening(name, labels, value, counts) {
  const series = labelled(name, { ...ITS_OWN, ...labels });
  let total = 0;
  for (let time = end - 21 * HOUR; time <= end - 15 * HOUR; time += SCRAPE) {
    total = counts ? total + value(time) * SCRAPE : value(time);
    print(`${series} ${Number(total.toPrecision(9))} ${time}`);
  }
}

/** The share of requests that take at most so long: half of them the seconds of the route, with a long tail. */
const within = (bound, median) => 1 / (1 + (median / bound) ** 2.6);

function requests() {
  const name = 'http_server_request_duration_seconds';
  for (const { share, seconds, failing, ...route } of ROUTES) {
    const codes = { 200: (time) => 1 - 0.011 - codes[500](time), 404: () => 0.011, 500: (time) => failing * (trouble(time) ? 0.4 : 0.0016) };
    for (const [code, part] of Object.entries(codes)) {
      const labels = { ...route, http_response_status_code: code };
      const rate = (time) => traffic(40, time) * share * part(time);
      const median = (time) => seconds * (trouble(time) ? 1 + 9 * failing : 1) * (1 + 0.15 * noise(time / 60));
      BUCKETS.forEach((le) => evening(`${name}_bucket`, { ...labels, le }, (time) => rate(time) * within(le, median(time)), true));
      evening(`${name}_bucket`, { ...labels, le: '+Inf' }, rate, true);
      evening(`${name}_count`, labels, rate, true);
      evening(`${name}_sum`, labels, (time) => rate(time) * median(time) * 1.3, true);
    }
  }
}

function runtime() {
  PODS.forEach((pod, n) => {
    const of = { instance: pod, k8s_pod_name: pod };
    const busy = (time) => traffic(1, time) * (1 + 0.1 * noise(time / 60 + n)) * (trouble(time) ? 1.8 : 1);
    evening('go_goroutine_count', of, (time) => Math.round(40 + 60 * busy(time)));
    evening('go_memory_used_bytes', { ...of, go_memory_type: 'other' }, (time) => 9e7 * (0.7 + 0.5 * busy(time)));
    evening('go_memory_allocated_bytes_total', of, (time) => 2.4e7 * busy(time), true);
    evening('go_memory_allocations_total', of, (time) => 3.1e5 * busy(time), true);
    evening('go_memory_gc_goal_bytes', of, (time) => 1.5e8 * (0.8 + 0.4 * busy(time)));
    evening('go_processor_limit', of, () => 2);
    evening('k8s_pod_cpu_usage', of, (time) => 0.35 * busy(time));
    evening('k8s_pod_memory_working_set_bytes', of, (time) => 1.6e8 * (0.75 + 0.4 * busy(time)));
    evening('k8s_pod_network_io_bytes_total', { ...of, direction: 'receive' }, (time) => 2.2e5 * busy(time), true);
    evening('k8s_pod_network_io_bytes_total', { ...of, direction: 'transmit' }, (time) => 9.1e5 * busy(time), true);
    evening('k8s_pod_network_errors_total', { ...of, direction: 'receive' }, () => 0, true);
    const container = { k8s_pod_name: pod, k8s_container_name: 'app', job: 'cluster', signalbox_service: '' };
    evening('k8s_container_cpu_limit', container, () => 1);
    evening('k8s_container_memory_limit_bytes', container, () => 2.7e8);
    evening('k8s_container_restarts', container, (time) => (n === 1 && (end - time) / HOUR < 17.9 ? 1 : 0));
    evening('k8s_container_ready', container, () => 1);
  });
  evening('signalbox_logs_received_total', {}, (time) => traffic(40, time) * 1.1, true);
}

/** What is paid for, as the stack's rules record it: counts of three weeks, so that there is one of a week ago. */
const QUANTITIES = [
  { service: 'shop/checkout', series: 2300, records: 48, spans: 21, grown: 0.5 },
  { service: 'shop/search', series: 1450, records: 130, spans: 12, grown: 0.06 },
  { service: 'shop/catalog', series: 910, records: 35, spans: 9, grown: 0.02 },
];

function quantities() {
  const recorded = (name, labels, value) => {
    const series = labelled(name, labels);
    for (let time = end - 21 * DAY; time <= end; time += 10 * STEP) print(`${series} ${value(time)} ${time}`);
  };
  const since = (time) => Math.max(0, 1 - (end - time) / (4 * DAY));
  const daily = (time) => traffic(1, time) / 0.65;
  for (const { service, series, records, spans, grown } of QUANTITIES) {
    const whose = { signalbox_service: service };
    recorded('signalbox:service_series:count', whose, (time) => Math.round(series * (1 + grown * since(time) + 0.01 * noise(time / 3600))));
    recorded('signalbox:service_log_records:rate1h', whose, (time) => (records * daily(time)).toFixed(2));
    recorded('signalbox:service_spans:rate1h', whose, (time) => (spans * (0.7 + 0.3 * daily(time))).toFixed(2));
  }
  recorded('signalbox:unattributed_series:count', {}, (time) => Math.round(5200 * (1 + 0.01 * noise(time / 3600))));
}

print('# TYPE http_requests counter');
SERVICES.forEach(counters);
print('# TYPE signalbox_deployment_timestamp_seconds gauge');
for (const { name, deployed } of SERVICES) {
  const labels = { namespace: 'shop', service: name, kind: 'Deployment', workload: name, images: `${name}:1.9.0` };
  steady(labelled('signalbox_deployment_timestamp_seconds', labels), ago(deployed), ago(deployed), end);
}
// Rules give no alerts after the event: these are the times in which the rules of this shop fire.
print('# TYPE ALERTS gauge');
for (const { name, team, tier, fired } of SERVICES) {
  for (const { severity, from, to } of fired) {
    const labels = {
      alertname: `${capital(name)}AvailabilityBudgetBurn`,
      alertstate: 'firing',
      namespace: 'shop',
      service: name,
      slo: `${name}-availability`,
      severity: severity === 'page' ? 'critical' : 'warning',
      signalbox_severity: severity,
      team,
      tier,
    };
    steady(labelled('ALERTS', labels), 1, ago(from), ago(to));
  }
}
requests();
runtime();
quantities();
print('# EOF');
flush();
