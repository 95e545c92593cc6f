// The page of one dashboard, as it looks when Grafana has just loaded it.
import { createTheme, dateTime } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { GlobalStyles, Icon, PanelChrome, PanelContextProvider, ThemeContext } from '@grafana/ui';
import { EventBusSrv } from '@grafana/data';
import { createRoot } from 'react-dom/client';
import { applied } from './fields.js';
import { frames } from './frames.js';
import { HEAD, height, MARGIN, panels, place, WIDTH } from './grid.js';
import { replaced } from './variables.js';
import { VISUALS, WITHOUT_DATA } from './visuals.jsx';

const TIME_ZONE = 'utc';
const { dashboard, answers, marks, shown, theme: mode } = window.WORLD;
const theme = createTheme({ colors: { mode } });

function Empty({ words }) {
  return (
    <div style={{ height: '100%', display: 'flex', alignItems: 'center', justifyContent: 'center', color: theme.colors.text.secondary }}>
      {words}
    </div>
  );
}

function Inside({ panel, data, width, height }) {
  const of = answers[panel.id] ?? { answers: [] };
  const told = of.answers.find(({ told }) => told)?.told;
  if (told) return <Empty words={told} />;
  if (!data.some((frame) => frame.length) && !WITHOUT_DATA.has(panel.type)) return <Empty words="No data" />;
  const Visual = VISUALS[panel.type];
  if (!Visual) return <Empty words={`a ${panel.type} can't be drawn here`} />;
  const timeRange = { from: dateTime(of.start * 1000), to: dateTime(of.end * 1000), raw: { from: 'now-1h', to: 'now' } };
  return (
    <Visual panel={panel} data={data} width={width} height={height} theme={theme} timeZone={TIME_ZONE} timeRange={timeRange} marks={marks} logs={of.logs ?? []} />
  );
}

function Row({ panel }) {
  return (
    <div style={{ position: 'absolute', ...place(panel.gridPos), display: 'flex', alignItems: 'center', gap: 8, fontSize: 16, fontWeight: 500 }}>
      <Icon name={panel.collapsed ? 'angle-right' : 'angle-down'} />
      {panel.title}
      {panel.collapsed && <span style={{ color: theme.colors.text.secondary, fontWeight: 400 }}>({panel.panels.length} panels)</span>}
    </div>
  );
}

function Head() {
  const chip = { border: `1px solid ${theme.colors.border.medium}`, borderRadius: 4, padding: '4px 8px', fontSize: 12, display: 'inline-flex', gap: 8 };
  const dim = { color: theme.colors.text.secondary };
  return (
    <div style={{ position: 'absolute', left: MARGIN, top: 12, width: WIDTH - 2 * MARGIN }}>
      <div style={{ display: 'flex', alignItems: 'baseline', gap: 12, marginBottom: 10, whiteSpace: 'nowrap' }}>
        <span style={{ fontSize: 20, fontWeight: 500 }}>{dashboard.title}</span>
        <span style={{ ...dim, overflow: 'hidden', textOverflow: 'ellipsis' }}>{dashboard.description}</span>
        <span style={{ marginLeft: 'auto', ...chip }}>
          <Icon name="clock-nine" size="sm" /> Last {dashboard.time.from.replace('now-', '')}
        </span>
      </div>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
        {dashboard.templating.list.map(({ name, label, current }) => (
          <span key={name} style={chip}>
            <span style={dim}>{label}</span> {[current?.text ?? 'default'].flat().join(' + ')}
          </span>
        ))}
        {dashboard.annotations.list.map(({ name, iconColor }) => (
          <span key={name} style={chip}>
            <span style={{ width: 10, height: 10, borderRadius: 5, background: iconColor, alignSelf: 'center' }} /> {name}
          </span>
        ))}
        <span style={{ marginLeft: 'auto' }} />
        {dashboard.links.map(({ title }) => (
          <span key={title} style={chip}>
            <Icon name="apps" size="sm" /> {title}
          </span>
        ))}
      </div>
    </div>
  );
}

function Page({ drawn }) {
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <PanelContextProvider value={{ eventsScope: 'page', eventBus: new EventBusSrv() }}>
        <div style={{ position: 'relative', width: WIDTH, height: height(shown), background: theme.colors.background.canvas, color: theme.colors.text.primary }}>
          <Head />
          {drawn.map(({ panel, data }) => {
            if (panel.type === 'row') return <Row key={panel.id} panel={panel} />;
            const at = place(panel.gridPos);
            return (
              <div key={panel.id} style={{ position: 'absolute', ...at }}>
                <PanelChrome
                  title={replaced(panel.title, answers.variables)}
                  description={panel.description}
                  width={at.width}
                  height={at.height}
                  padding={panel.type === 'table' ? 'none' : 'md'}
                  titleItems={panel.timeFrom && <span style={{ color: theme.colors.text.link, fontSize: 12, padding: '0 8px', lineHeight: '32px' }}>Last {panel.timeFrom}</span>}
                >
                  {(width, height) => <Inside panel={panel} data={data} width={width} height={height} />}
                </PanelChrome>
              </div>
            );
          })}
        </div>
      </PanelContextProvider>
    </ThemeContext.Provider>
  );
}

await initPluginTranslations('picture');
await Promise.all(['400 14px Inter', '500 14px Inter'].map((font) => document.fonts.load(font)));
const drawn = await Promise.all(
  shown.map(async (panel) => ({
    panel,
    data: panel.type === 'row' ? [] : await applied(panel, frames(answers[panel.id]?.answers ?? []), theme, TIME_ZONE),
  }))
);
createRoot(document.getElementById('page')).render(<Page drawn={drawn} />);
