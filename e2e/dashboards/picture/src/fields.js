// What a panel says of its fields, applied by Grafana's own code.
import {
  applyFieldOverrides,
  cacheFieldDisplayNames,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  FieldConfigOptionsRegistry,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardTransformers,
  standardTransformersRegistry,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  transformDataFrame,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';
import { firstValueFrom } from 'rxjs';

// Transformations take variables from Grafana's scene; here nothing is left to be replaced in their options.
window.__grafanaSceneContext = {};
standardTransformersRegistry.setInit(() =>
  [...new Set(Object.values(standardTransformers))].map((one) => ({
    id: one.id,
    name: one.name,
    transformation: () => Promise.resolve(one),
    editor: () => null,
    imageDark: '',
    imageLight: '',
  }))
);

const STANDARD = {
  displayName: displayNameOverrideProcessor,
  unit: unitOverrideProcessor,
  min: numberOverrideProcessor,
  max: numberOverrideProcessor,
  decimals: numberOverrideProcessor,
  noValue: stringOverrideProcessor,
  color: identityOverrideProcessor,
  thresholds: thresholdsOverrideProcessor,
  mappings: valueMappingsOverrideProcessor,
  links: dataLinksOverrideProcessor,
};

/** What Grafana's time series panel presets. */
const CUSTOM = {
  timeseries: {
    axisPlacement: 'auto',
    axisColorMode: 'text',
    barAlignment: 0,
    gradientMode: 'none',
    pointSize: 5,
    scaleDistribution: { type: 'linear' },
    lineStyle: { fill: 'solid' },
    hideFrom: { tooltip: false, viz: false, legend: false },
  },
};

const item = (id, path, isCustom, process) => ({
  id,
  path,
  name: id,
  isCustom,
  process,
  shouldApply: () => true,
  getItemsCount: () => 1,
  override: () => null,
  editor: () => null,
});

function registry({ defaults, overrides }) {
  const custom = new Set([
    ...Object.keys(defaults.custom),
    ...overrides.flatMap(({ properties }) => properties.map(({ id }) => id)).filter((id) => id.startsWith('custom.')).map((id) => id.slice(7)),
  ]);
  return new FieldConfigOptionsRegistry(() => [
    ...Object.entries(STANDARD).map(([id, process]) => item(id, id, false, process)),
    ...[...custom].map((id) => item(`custom.${id}`, id, true, identityOverrideProcessor)),
  ]);
}

/** JSON has no infinity: the least step has null in its place. */
function withLeast(value) {
  if (value?.steps) {
    return { ...value, steps: value.steps.map((step) => ({ ...step, value: step.value ?? -Infinity })) };
  }
  return value;
}

export function fieldConfig(panel) {
  const { defaults, overrides = [] } = panel.fieldConfig;
  return {
    defaults: { ...defaults, thresholds: withLeast(defaults.thresholds), custom: { ...CUSTOM[panel.type], ...defaults.custom } },
    overrides: overrides.map((rule) => ({
      ...rule,
      properties: rule.properties.map(({ id, value }) => ({ id, value: id === 'thresholds' ? withLeast(value) : value })),
    })),
  };
}

export async function applied(panel, data, theme, timeZone) {
  const context = { interpolate: (text) => text };
  const transformed = await firstValueFrom(transformDataFrame(panel.transformations ?? [], data, context));
  const config = fieldConfig(panel);
  const frames = applyFieldOverrides({
    data: transformed,
    fieldConfig: config,
    replaceVariables: (text) => text,
    theme,
    timeZone,
    fieldConfigRegistry: registry(config),
  });
  cacheFieldDisplayNames(frames);
  return frames;
}
