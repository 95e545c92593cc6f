// Draws one dashboard: picture.mjs --dashboard FILE --prometheus URL [--loki URL] --out FILE.png
//   [--at SECONDS] [--theme dark|light] [--open]
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { ask } from './ask.mjs';
import { height, panels, WIDTH } from './src/grid.js';

const { values: options } = parseArgs({
  options: {
    dashboard: { type: 'string' },
    prometheus: { type: 'string' },
    loki: { type: 'string' },
    out: { type: 'string' },
    at: { type: 'string', default: `${Math.floor(Date.now() / 1000)}` },
    theme: { type: 'string', default: 'dark' },
    open: { type: 'boolean', default: false },
    built: { type: 'string' },
  },
});

const modules = join(options.built, 'node_modules');
const FILES = [
  ['/page.js', join(options.built, 'page.js'), 'text/javascript'],
  ['/page.css', join(options.built, 'page.css'), 'text/css'],
  ['/public/build/img/icons/', join(modules, '@grafana/ui/dist/public/img/icons/'), 'image/svg+xml'],
  ['/public/fonts/inter/Inter-Regular.woff2', join(modules, '@fontsource/inter/files/inter-latin-400-normal.woff2'), 'font/woff2'],
  ['/public/fonts/inter/Inter-Medium.woff2', join(modules, '@fontsource/inter/files/inter-latin-500-normal.woff2'), 'font/woff2'],
  ['/public/fonts/roboto/', join(modules, '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2'), 'font/woff2'],
];
const PAGE = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/page.css"><style>body{margin:0;overflow:hidden}</style>'
  + '<div id="page"></div><script src="/world.js"></script><script type="module" src="/page.js"></script>';

function serve(world) {
  const script = `window.WORLD=${JSON.stringify(world).replaceAll('<', '\\u003c')}`;
  return createServer(async ({ url }, response) => {
    const path = normalize(new URL(url, 'http://localhost').pathname);
    if (path === '/') return response.setHeader('Content-Type', 'text/html').end(PAGE);
    if (path === '/world.js') return response.setHeader('Content-Type', 'text/javascript').end(script);
    const [prefix, file, type] = FILES.find(([prefix]) => path.startsWith(prefix)) ?? [];
    try {
      response.setHeader('Content-Type', type).end(await readFile(file.endsWith('/') ? file + path.slice(prefix.length) : file));
    } catch {
      response.writeHead(404).end();
    }
  });
}

async function photograph(url, size, file) {
  const profile = await mkdtemp(join(tmpdir(), 'picture-'));
  const arguments_ = [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-device-scale-factor=1',
    '--force-color-profile=srgb', `--user-data-dir=${profile}`, `--window-size=${size.join(',')}`,
    '--virtual-time-budget=20000', '--enable-logging=stderr', `--screenshot=${file}`, url,
  ];
  const browser = spawn('chromium', arguments_, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  browser.stderr.on('data', (words) => (said += words));
  const code = await new Promise((resolve) => browser.on('close', resolve));
  await rm(profile, { recursive: true, force: true });
  said.split('\n').filter((line) => line.includes(":CONSOLE")).forEach((line) => console.error(line));
  if (code !== 0) throw new Error(`chromium ended with ${code}\n${said}`);
}

const dashboard = JSON.parse(await readFile(options.dashboard));
const shown = panels(dashboard, options.open);
const servers = { prometheus: options.prometheus, loki: options.loki };
const { answers, marks } = await ask(dashboard, shown, servers, Number(options.at));
for (const panel of shown) {
  for (const { target, result, told } of answers[panel.id]?.answers ?? []) {
    if (told || !result.length) console.error(`${dashboard.uid}: ${panel.title}: ${target.refId}: ${told ?? 'nothing'}`);
  }
}
const server = serve({ dashboard, shown, answers, marks, theme: options.theme });
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
await photograph(`http://127.0.0.1:${server.address().port}/`, [WIDTH, height(shown)], options.out);
server.close();
