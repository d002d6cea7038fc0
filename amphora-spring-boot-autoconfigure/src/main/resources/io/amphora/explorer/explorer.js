'use strict';

const base = document.body.dataset.base;
const byId = (id) => document.getElementById(id);
const meta = (name) => document.querySelector(`meta[name="${name}"]`).content;
const POLL = 3000;

let services = [];
let chosen = null;

/* Everything that a server says becomes text, never markup. */
function element(name, properties = {}, ...children) {
	const created = document.createElement(name);
	for (const [key, value] of Object.entries(properties)) {
		if (key in created) {
			created[key] = value;
		}
		else {
			created.setAttribute(key, value);
		}
	}
	created.append(...children);
	return created;
}

/* Numbers that JavaScript would round keep the digits that were sent. */
class Digits {

	constructor(digits) {
		this.digits = digits;
	}

}

function parse(text) {
	return JSON.parse(text, (key, value, context) => {
		const rounded = typeof value === 'number' && context && String(value) !== context.source;
		return rounded ? new Digits(context.source) : value;
	});
}

function write(value, indent = '') {
	if (value instanceof Digits) {
		return value.digits;
	}
	if (value === null || typeof value !== 'object') {
		return JSON.stringify(value);
	}
	const inner = indent + '  ';
	const parts = Array.isArray(value) ? value.map((each) => write(each, inner))
		: Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${write(each, inner)}`);
	const [open, close] = Array.isArray(value) ? '[]' : '{}';
	return parts.length ? `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}` : open + close;
}

async function ask(path, body) {
	const headers = { 'X-Amphora-Explorer': 'true' };
	if (body !== undefined) {
		headers['Content-Type'] = 'application/json';
		if (meta('csrf-header')) {
			headers[meta('csrf-header')] = meta('csrf-token');
		}
	}
	const response = await fetch(base + path, { method: body === undefined ? 'GET' : 'POST', headers, body });
	const text = await response.text();
	let reply = null;
	try {
		reply = parse(text).result;
	}
	catch {
		// a page of the web server
	}
	if (!response.ok || !reply) {
		throw new Error((reply && reply.message) || `The application responds with ${response.status}`);
	}
	return reply;
}

/* Services and functions */

async function refresh() {
	try {
		services = (await ask('/api/services')).services;
		const servers = services.flatMap((service) => service.servers);
		const stale = servers.filter((server) => server.stale).length;
		report(`${services.length} ${services.length === 1 ? 'service' : 'services'}, ${servers.length} ${servers.length === 1 ? 'server' : 'servers'}`
			+ (stale ? `, ${stale} without a reply` : ''));
		showServices();
		showServers();
	}
	catch (failure) {
		report(`Could not refresh: ${failure.message}`);
	}
}

function report(text) {
	if (byId('status').textContent !== text) {
		byId('status').textContent = text;
	}
}

function functionsOf(service) {
	const found = new Map();
	for (const server of service.servers) {
		for (const offered of server.functions) {
			const key = `${server.fanout}/${offered.name}`;
			found.set(key, { key: `${service.name}/${key}`, service: service.name, fanout: server.fanout, ...offered });
		}
	}
	return [...found.values()].sort((one, other) => one.name.localeCompare(other.name));
}

let shown = '';

function showServices() {
	const wanted = byId('filter').value.toLowerCase();
	const lists = services.map((service) => [service, functionsOf(service)
		.filter((offered) => offered.name.toLowerCase().includes(wanted))]);
	const state = JSON.stringify([lists, chosen && chosen.key]);
	if (state === shown) {
		return;
	}
	shown = state;
	const focused = document.activeElement && document.activeElement.dataset.key;
	byId('services').replaceChildren(...lists.flatMap(([service, functions]) => [
		element('h3', { textContent: service.name }),
		functions.length ? element('ul', {}, ...functions.map(item))
			: element('p', { className: 'hint', textContent: service.servers.length ? 'No such function.' : service.problem || 'No server replies.' })
	]));
	const again = [...document.querySelectorAll('#services button')].find((button) => button.dataset.key === focused);
	if (focused && again) {
		again.focus();
	}
}

function item(offered) {
	const button = element('button', { type: 'button', textContent: offered.name });
	button.dataset.key = offered.key;
	if (offered.fanout) {
		button.append(element('span', { className: 'tag', textContent: 'all servers' }));
	}
	if (chosen && chosen.key === offered.key) {
		button.setAttribute('aria-current', 'true');
	}
	button.addEventListener('click', () => choose(offered));
	return element('li', {}, button);
}

function showServers() {
	byId('servers').replaceChildren(...services.flatMap((service) => service.servers.map(card)));
}

function card(server) {
	const counts = Object.entries(server.statistics)
		.flatMap(([name, count]) => [element('dt', { textContent: name }), element('dd', { textContent: write(count) })]);
	const facts = [server.application, server.version, server.fanout ? 'fanout' : null, server.stale ? 'no reply' : server.state];
	return element('div', { className: server.stale ? 'server stale' : 'server' }, element('p', {}, element('b', { textContent: server.service })),
		element('p', { className: 'facts', textContent: server.instance }),
		element('p', { className: 'facts', textContent: facts.filter(Boolean).join(' · ') }), element('dl', {}, ...counts));
}

/* The form of a function */

function choose(offered) {
	chosen = offered;
	byId('title').textContent = offered.name;
	byId('signature').textContent = offered.parameters
		? `${offered.name}(${offered.parameters.map(written).join(', ')}): ${offered.result.type}`
		: 'The server does not know the parameters.';
	byId('arguments').replaceChildren(...(offered.parameters || [{ free: true }]).map(field));
	byId('form').hidden = false;
	byId('problem').textContent = '';
	byId('outcome').replaceChildren();
	showServices();
	(byId('arguments').querySelector('input, select, textarea') || byId('send')).focus();
}

function written(parameter) {
	const text = `${parameter.type}${parameter.variable ? '...' : ''} ${parameter.name || ''}`.trim();
	return parameter.required || parameter.variable ? text : `[${text}]`;
}

function field(parameter, index) {
	const id = `argument-${index}`;
	const label = element('label', { htmlFor: id, textContent: parameter.free ? 'Arguments' : parameter.name || `#${index}` });
	label.append(' ', element('span', { className: 'hint', textContent: hint(parameter) }));
	const input = control(parameter);
	input.id = id;
	input.dataset.index = index;
	return element('div', { className: 'field' }, label, input);
}

function hint(parameter) {
	if (parameter.free) {
		return 'a JSON array by position, or a JSON object by name';
	}
	const kind = parameter.variable ? `any number of ${parameter.type}, as a JSON array` : parameter.type;
	return parameter.required || parameter.variable ? kind : `${kind}, optional`;
}

function control(parameter) {
	const schema = parameter.variable || parameter.free ? {} : parameter.schema || {};
	if (schema.type === 'boolean' || Array.isArray(schema.enum)) {
		const values = schema.enum || ['true', 'false'];
		return element('select', {}, ...(parameter.required ? [] : ['']).concat(values)
			.map((value) => element('option', { value, textContent: value })));
	}
	if (isText(schema)) {
		return element('input', { type: 'text', autocomplete: 'off', spellcheck: false });
	}
	if (schema.type === 'integer' || schema.type === 'number') {
		return element('input', { type: 'text', inputMode: 'decimal', autocomplete: 'off' });
	}
	return element('textarea', { spellcheck: false, placeholder: placeholder(parameter) });
}

function placeholder(parameter) {
	if (parameter.free) {
		return '[]';
	}
	const value = example(parameter.schema || {});
	return parameter.variable ? `[${value}]` : value;
}

function isText(schema) {
	return schema.type === 'string';
}

/* A small example value that the schema allows, to start from */
const MOST_VALUES = 100;
const DEEPEST_VALUE = 8;

function example(schema) {
	return write(sample(schema, schema.$defs || {}, { left: MOST_VALUES }, 0));
}

function sample(schema, definitions, room, depth) {
	room.left--;
	if (schema === null || typeof schema !== 'object' || depth > DEEPEST_VALUE) {
		return null;
	}
	if (typeof schema.$ref === 'string') {
		return sample(definitions[schema.$ref.replace('#/$defs/', '')] || {}, definitions, room, depth + 1);
	}
	if (Array.isArray(schema.enum)) {
		return schema.enum[0] ?? null;
	}
	switch (schema.type) {
		case 'integer': case 'number': return 0;
		case 'boolean': return false;
		case 'string': return '';
		case 'array': return schema.items && room.left > 0 ? [sample(schema.items, definitions, room, depth + 1)] : [];
		case 'object': return members(schema.properties || {}, definitions, room, depth);
		default: return null;
	}
}

function members(properties, definitions, room, depth) {
	const found = {};
	for (const name in properties) {
		if (room.left <= 0) {
			break;
		}
		found[name] = sample(properties[name], definitions, room, depth + 1);
	}
	return found;
}

/* What was filled in, as JSON text, so that no digit is lost */
function request() {
	const texts = [];
	const named = [];
	let left = false;
	for (const input of byId('arguments').querySelectorAll('[data-index]')) {
		const parameter = (chosen.parameters || [{ free: true }])[input.dataset.index];
		const text = valueOf(input, parameter);
		if (parameter.free) {
			return free(text || '[]');
		}
		if (text === null) {
			left = true;
		}
		else if (parameter.variable) {
			texts.push(...elements(text, input));
		}
		else if (left) {
			named.push(`${JSON.stringify(parameter.name)}:${text}`);
		}
		else {
			texts.push(text);
		}
	}
	return { args: `[${texts.join(',')}]`, kwargs: `{${named.join(',')}}` };
}

function valueOf(input, parameter) {
	const schema = parameter.variable || parameter.free ? {} : parameter.schema || {};
	const value = input.value;
	if (value.trim() === '' && !(isText(schema) && parameter.required)) {
		if (parameter.required) {
			throw problem(input, `${parameter.name || 'An argument'} is missing`);
		}
		return null;
	}
	if (isText(schema) || Array.isArray(schema.enum)) {
		return JSON.stringify(value);
	}
	return json(value.trim(), input, parameter.name);
}

function json(text, input, name) {
	try {
		JSON.parse(text);
		return text;
	}
	catch {
		throw problem(input, `${name || 'This'} is not a JSON value: ${text}`);
	}
}

function elements(text, input) {
	const list = parse(text);
	if (!Array.isArray(list)) {
		throw problem(input, 'Enter a JSON array, such as [1, 2]');
	}
	return list.map((each) => write(each));
}

function free(text) {
	const value = parse(text);
	if (Array.isArray(value)) {
		return { args: text, kwargs: '{}' };
	}
	if (value === null || typeof value !== 'object' || value instanceof Digits) {
		throw problem(byId('argument-0'), 'Enter a JSON array or object');
	}
	return { args: '[]', kwargs: text };
}

function problem(input, message) {
	input.setAttribute('aria-invalid', 'true');
	input.setAttribute('aria-describedby', 'problem');
	input.focus();
	return new Error(message);
}

/* Calls */

async function call(event) {
	event.preventDefault();
	byId('problem').textContent = '';
	document.querySelectorAll('[aria-invalid]').forEach((input) => input.removeAttribute('aria-invalid'));
	const send = byId('send');
	try {
		const { args, kwargs } = request();
		const timeout = Number(byId('timeout').value);
		if (!Number.isInteger(timeout) || timeout < 1 || timeout > 60000) {
			throw problem(byId('timeout'), 'The timeout must be from 1 to 60000 ms');
		}
		send.disabled = true;
		byId('outcome').setAttribute('aria-busy', 'true');
		const query = new URLSearchParams({ service: chosen.service, fanout: chosen.fanout, timeout });
		const reply = await ask(`/api/call?${query}`,
			`{"func":${JSON.stringify(chosen.name)},"args":${args},"kwargs":${kwargs}}`);
		byId('outcome').replaceChildren(...reply.outcomes.map((outcome) => show(outcome, reply)));
		if (!reply.outcomes.length) {
			byId('outcome').textContent = 'No server has replied.';
		}
	}
	catch (failure) {
		byId('problem').textContent = failure.message;
	}
	finally {
		send.disabled = false;
		byId('outcome').removeAttribute('aria-busy');
	}
}

function show(outcome, reply) {
	const failed = Boolean(outcome.error);
	const facts = [outcome.instance, `${write(reply.duration)} ms`, reply.traceId && `trace ${reply.traceId}`];
	return element('div', { className: failed ? 'result failed' : 'result' },
		element('strong', { textContent: failed ? outcome.error.type : 'Result' }),
		element('pre', { textContent: failed ? outcome.error.message : write(outcome.result ?? null), tabIndex: 0 }),
		element('p', { className: 'facts', textContent: facts.filter(Boolean).join(' · ') }));
}

byId('refresh').addEventListener('click', refresh);
byId('filter').addEventListener('input', showServices);
byId('form').addEventListener('submit', call);

async function watch() {
	if (!document.hidden) {
		await refresh();
	}
	setTimeout(watch, POLL);
}

watch();
