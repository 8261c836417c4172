'use strict';

/** An element with children; strings become text. */
function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function code(text) {
  return element('code', text);
}

/** A path such as "lines[].sku", which may break after a dot. */
function path(text) {
  const parts = text.split('.').flatMap(name => ['.', document.createElement('wbr'), name]);
  return element('code', ...parts.slice(2));
}

/** A JSON schema's type in short, such as "integer, at least 1". */
function typeOf(schema) {
  if (schema.type === 'array') {
    return 'list of ' + typeOf(schema.items);
  }
  if (schema.const !== undefined) {
    return 'always ' + schema.const;
  }
  const limits = [];
  if (schema.minimum !== undefined) limits.push('at least ' + schema.minimum);
  if (schema.maximum !== undefined) limits.push('at most ' + schema.maximum);
  return [schema.format || schema.type || (schema.enum ? 'one of ' + schema.enum.join(', ') : 'any'), ...limits].join(', ');
}

/** Rows of a schema's fields, and of those of the objects in it. */
function rows(schema, prefix) {
  const required = new Set(schema.required || []);
  return Object.entries(schema.properties || {}).flatMap(([name, field]) => {
    const description = [required.has(name) ? '' : 'optional', field.description || ''].filter(Boolean).join('; ');
    const row = element('tr', element('td', path(prefix + name)), element('td', typeOf(field)), element('td', description));
    const inner = field.type === 'array' ? field.items : field;
    return [row, ...rows(inner || {}, prefix + name + (field.type === 'array' ? '[].' : '.'))];
  });
}

function fields(schema) {
  const head = element('tr', element('th', 'field'), element('th', 'type'), element('th', 'meaning'));
  head.querySelectorAll('th').forEach(cell => cell.setAttribute('scope', 'col'));
  return element('table', element('thead', head), element('tbody', ...rows(schema, '')));
}

function message(api, type) {
  return element('details',
    element('summary', code(type), ' ', api.components.messages[type].summary),
    fields(api.components.schemas[type]));
}

function channel(api, described) {
  const title = element('h2', code(described.address));
  title.id = described.address;
  return element('section',
    title,
    element('p', described.description),
    ...Object.keys(described.messages).map(type => message(api, type)));
}

function contents(topics) {
  const entries = topics.map(({address}) => {
    const link = element('a', code(address));
    link.href = '#' + address;
    return element('li', link);
  });
  const made = element('nav', element('ul', ...entries));
  made.setAttribute('aria-label', 'Topics');
  return made;
}

async function show() {
  const main = document.getElementById('channels');
  try {
    const answer = await fetch('/docs/asyncapi.json');
    if (!answer.ok) {
      throw new Error('the gateway answered ' + answer.status);
    }
    const api = await answer.json();
    const topics = Object.values(api.channels).filter(described => !described.address.endsWith('.dlt'));
    main.replaceChildren(
      element('p', api.info.description + ' Each topic has a dead-letter topic, ', code('.dlt'), '.'),
      contents(topics),
      element('details', element('summary', 'Headers of every event'), fields(api.components.schemas.EventHeaders)),
      ...topics.map(described => channel(api, described)));
  } catch (failure) {
    main.replaceChildren(element('p', 'The events can’t be shown: ' + failure.message));
  }
}

show();
