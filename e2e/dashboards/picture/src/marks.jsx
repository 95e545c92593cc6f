// Annotations in a graph: a dashed line where something happened, a bar below while something lasted.
import { useLayoutEffect } from 'react';

function draw(u, marks) {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height + 6);
  ctx.clip();
  for (const { from, to, color } of marks) {
    const left = u.valToPos(from, 'x', true);
    const right = u.valToPos(to, 'x', true);
    ctx.fillStyle = color;
    ctx.strokeStyle = color;
    if (to > from) {
      ctx.globalAlpha = 0.1;
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
      ctx.globalAlpha = 1;
      ctx.fillRect(left, bbox.top + bbox.height, Math.max(right - left, 2), 5);
    } else {
      ctx.setLineDash([5, 5]);
      ctx.beginPath();
      ctx.moveTo(left, bbox.top);
      ctx.lineTo(left, bbox.top + bbox.height);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.fillRect(left - 3, bbox.top + bbox.height, 6, 5);
    }
  }
  ctx.restore();
}

export function Marks({ config, marks }) {
  useLayoutEffect(() => {
    config.addHook('draw', (u) => draw(u, marks));
  }, [config, marks]);
  return null;
}
