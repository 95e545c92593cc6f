// Checks dashboards against Grafana's published types: node check.mjs NODE_MODULES DASHBOARD.json ...
// Each file becomes a constant whose type has to fit; a panel's options and its own field settings have to fit those of its
// kind. Enumerations are taken by their values, as JSON knows no others.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [modules, ...files] = process.argv.slice(2);
const ts = createRequire(join(modules, 'x.js'))('typescript');

/** The module of each kind of panel, and whether it has field settings of its own. */
const kinds = {
  timeseries: ['timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen', true],
  stat: ['stat/panelcfg/x/StatPanelCfg_types.gen', false],
  bargauge: ['bargauge/panelcfg/x/BarGaugePanelCfg_types.gen', false],
  table: ['table/panelcfg/x/TablePanelCfg_types.gen', true],
  'state-timeline': ['statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen', true],
  logs: ['logs/panelcfg/x/LogsPanelCfg_types.gen', false],
  text: ['text/panelcfg/x/TextPanelCfg_types.gen', false],
};
const names = Object.keys(kinds).map((kind, i) => [kind, `K${i}`]);

const prelude = `
import type { Dashboard, Panel, RowPanel } from '@grafana/schema';
${names.map(([kind, name]) => `import type * as ${name} from '@grafana/schema/dist/esm/raw/composable/${kinds[kind][0]}';`).join('\n')}

type Plain<T> =
  T extends string ? (string extends T ? string : \`\${T}\`)
  : T extends ReadonlyArray<infer U> ? ReadonlyArray<Plain<U>>
  : T extends object ? { readonly [K in keyof T]: Plain<T[K]> }
  : T;
type Shown = Omit<Panel, 'options' | 'type' | 'fieldConfig'>;
type Fields = Omit<NonNullable<Panel['fieldConfig']>, 'defaults'>;
type Defaults = Omit<NonNullable<Panel['fieldConfig']>['defaults'], 'custom'>;
type Of<Kind extends string, Options, Custom> = Plain<Shown> & {
  readonly type: Kind;
  readonly options: Plain<Options>;
  readonly fieldConfig: Plain<Fields> & { readonly defaults: Plain<Defaults> & { readonly custom: Plain<Partial<Custom>> } };
};
type Known =
${names.map(([kind, name]) => `  | Of<'${kind}', ${name}.Options, ${kinds[kind][1] ? `${name}.FieldConfig` : 'object'}>`).join('\n')};
type Row = Omit<Plain<RowPanel>, 'panels'> & { readonly panels: ReadonlyArray<Known> };
type Whole = Plain<Omit<Dashboard, 'panels'>> & { readonly panels: ReadonlyArray<Known | Row> };
`;

const sources = new Map(files.map((file, i) => [
  join(modules, '..', `dashboard${i}.ts`),
  `${prelude}\nconst json = ${readFileSync(file, 'utf8').trim()} as const;\nexport const dashboard: Whole = json;\n`,
]));
const shown = new Map([...sources.keys()].map((source, i) => [source, files[i]]));
const options = {
  strict: true, noEmit: true, skipLibCheck: true, types: [],
  module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022,
};
const host = ts.createCompilerHost(options);
const { fileExists, getSourceFile, readFile } = host;
host.fileExists = (name) => sources.has(name) || fileExists(name);
host.readFile = (name) => sources.get(name) ?? readFile(name);
host.getSourceFile = (name, version) =>
  sources.has(name) ? ts.createSourceFile(name, sources.get(name), version) : getSourceFile(name, version);

const program = ts.createProgram([...sources.keys()], options, host);
const diagnostics = ts.getPreEmitDiagnostics(program);
for (const diagnostic of diagnostics) {
  const where = diagnostic.file && (shown.get(diagnostic.file.fileName) ?? diagnostic.file.fileName);
  console.error(`${where ?? ''}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}`);
}
console.log(`${files.length} dashboards, ${diagnostics.length} faults`);
process.exit(diagnostics.length === 0 && files.length > 0 ? 0 : 1);
