// Where panels are, in Grafana's measures.

export const WIDTH = 1600;
export const MARGIN = 16;
export const HEAD = 96;
const COLUMNS = 24;
const CELL = 30;
const GAP = 8;

const column = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS;

export function place({ x, y, w, h }) {
  return {
    left: MARGIN + x * (column + GAP),
    top: HEAD + y * (CELL + GAP),
    width: w * column + (w - 1) * GAP,
    height: h * CELL + (h - 1) * GAP,
  };
}

/** All panels and rows at the places that they have; with `opened`, what collapsed rows hold is shown below them. */
export function panels(dashboard, opened) {
  const shown = [];
  let further = 0;
  for (const panel of dashboard.panels) {
    const moved = { ...panel, gridPos: { ...panel.gridPos, y: panel.gridPos.y + further } };
    shown.push(moved);
    if (panel.type !== 'row' || !panel.collapsed || !opened) continue;
    moved.collapsed = false;
    const bottom = Math.max(...panel.panels.map(({ gridPos }) => gridPos.y + gridPos.h));
    panel.panels.forEach((inner) =>
      shown.push({ ...inner, gridPos: { ...inner.gridPos, y: inner.gridPos.y + further } })
    );
    further += Math.max(0, bottom - panel.gridPos.y - 1);
  }
  return shown;
}

export function height(shown) {
  return Math.ceil(
    Math.max(...shown.map(({ gridPos }) => place(gridPos)).map(({ top, height }) => top + height)) + MARGIN
  );
}
