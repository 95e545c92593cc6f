
'use strict';
// Everything can be read without this: it finds, sorts, copies, and says where one is.
(() => {
  const overview = document.getElementById('overview');
  const named = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  };
  const pageOf = (element) => (element && element.closest('.page')) || overview;
  const headingOf = (element) => {
    const part = element && element.closest('section');
    return part ? part.querySelector('h2') : pageOf(element).querySelector('h1');
  };
  const arrive = (moved) => {
    const target = named();
    const heading = headingOf(target);
    document.title = pageOf(target) === overview ? 'Observability health' : pageOf(target).querySelector('h1').textContent + ' · Observability health';
    document.querySelectorAll('.top-bar a').forEach((link) => {
      if (target && link.hash === location.hash) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
    if (moved) {
      heading.focus({ preventScroll: true });
      if (target && target.classList.contains('page')) scrollTo(0, 0);
    }
  };
  addEventListener('hashchange', () => arrive(true));
  arrive(false);

  // The address is the page: this must not change it.
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    const heading = pageOf(named()).querySelector('h1');
    heading.focus();
    heading.scrollIntoView();
  });

  document.querySelectorAll('form[data-filter]').forEach((form) => {
    const rows = [...document.getElementById(form.dataset.filter).tBodies[0].rows];
    const apply = () => {
      const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
      const states = form.elements.state.value.split(' ').filter(Boolean);
      let shown = 0;
      rows.forEach((row) => {
        row.hidden = !words.every((word) => row.dataset.text.includes(word))
          || (states.length > 0 && !states.includes(row.dataset.state));
        shown += row.hidden ? 0 : 1;
      });
      form.querySelector('output').textContent = shown + ' of ' + rows.length;
    };
    form.addEventListener('input', apply);
    form.addEventListener('change', apply);
    form.addEventListener('submit', (event) => event.preventDefault());
    form.hidden = false;
    apply();
  });

  const key = (row, index) => {
    const cell = row.cells[index];
    return cell.dataset.order !== undefined ? cell.dataset.order : cell.textContent.trim();
  };
  const compare = (one, other) => {
    if (one === '' || other === '') return one === other ? 0 : one === '' ? 1 : -1;
    const numbers = [Number(one), Number(other)];
    return numbers.some(Number.isNaN) ? one.localeCompare(other, 'en') : numbers[0] - numbers[1];
  };
  document.querySelectorAll('table[data-sortable="yes"]').forEach((table) => {
    [...table.tHead.rows[0].cells].forEach((heading, index) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = heading.textContent;
      heading.replaceChildren(button);
      button.addEventListener('click', () => {
        const down = heading.getAttribute('aria-sort') === 'ascending';
        [...heading.parentNode.cells].forEach((other) => other.removeAttribute('aria-sort'));
        heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const rows = [...table.tBodies[0].rows];
        rows.sort((one, other) => (down ? -1 : 1) * compare(key(one, index), key(other, index)));
        table.tBodies[0].append(...rows);
      });
    });
  });

  const copying = (button, text) => {
    const label = button.textContent;
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(text());
        button.textContent = 'Copied';
      } catch {
        button.textContent = 'Not allowed here: select and copy';
      }
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  };
  const button = (label) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    return made;
  };
  document.querySelectorAll('pre[data-copy]').forEach((block) => {
    const copy = button('Copy');
    copy.className = 'copy';
    copying(copy, () => block.textContent);
    block.after(copy);
  });
  const all = button('Copy all as JSON');
  copying(all, () => JSON.stringify(JSON.parse(document.getElementById('report').textContent), null, 2));
  document.getElementById('data').append(all);
})();
