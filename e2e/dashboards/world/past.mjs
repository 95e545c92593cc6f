// Prints what was scraped of the shop in the thirty days before a moment, in the OpenMetrics format: the same in every run.
//   past.mjs SECONDS
const end = Number(process.argv[2]);
const HOUR = 3600;
const DAY = 24 * HOUR;
const STEP = 60;
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
print('# EOF');
flush();
