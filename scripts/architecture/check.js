import path from 'node:path';
import ts from 'typescript';
import { homes, layers, namesOnly, world } from './layers.js';

/**
 * Something in a file that the architecture does not allow.
 *
 * @typedef {{ file: string, line: number, message: string }} Finding
 * @typedef {{ specifier: string, typeOnly: boolean, position: number }} Import
 */

/**
 * Everything in one file that breaks the table of `layers.js`.
 *
 * @param {string} file path from the repository's root, with forward slashes
 * @param {string} text
 * @returns {Finding[]}
 */
export function check(file, text) {
	/** @type {Finding[]} */
	const findings = [];
	/** @param {number} position @param {string} message */
	const report = (position, message) =>
		findings.push({ file, line: text.slice(0, position).split('\n').length, message });

	if (/\.(ts|js|svelte)$/.test(file)) {
		const code = file.endsWith('.svelte') ? scriptsOf(text) : text;
		const source = ts.createSourceFile('file.ts', code, ts.ScriptTarget.Latest, true);
		walk(source, {
			import: ({ specifier, typeOnly, position }) => {
				const message = judgeImport(file, specifier, typeOnly);
				if (message) report(position, message);
			},
			name: (name, position) => {
				const message = judgeName(file, name);
				if (message) report(position, message);
			},
			text: (literal, position) => reportAddresses(literal, position, report)
		});
	}
	if (!/\.(ts|js)$/.test(file)) reportAddresses(markupOf(file, text), 0, report);
	return findings;
}

/**
 * Why `file` may not import `specifier`, or undefined when it may.
 *
 * @param {string} file
 * @param {string} specifier
 * @param {boolean} typeOnly
 * @returns {string | undefined}
 */
export function judgeImport(file, specifier, typeOnly) {
	const target = resolve(file, specifier);
	if (target.startsWith('$lib')) {
		return `${specifier}: write #lib/…, the one name that Vite, TypeScript, Vitest and bare Node all resolve`;
	}
	if (target.startsWith('src/') && !/\.\w+(\?\w+)?$|\/\$types$/.test(target)) {
		return `${specifier}: write the file's ending, bare Node resolves nothing else`;
	}
	if (specifier.startsWith('.') && sideOf(file) && sideOf(target) !== sideOf(file)) {
		return `${specifier}: write #lib/… or #server/… across folders, so that moving a file breaks nothing`;
	}
	const layer = layers.find(({ files }) => files.test(file));
	if (!layer) return undefined;
	if (layer.may.some((allowed) => within(target, allowed))) return undefined;
	if (layer.types?.some((allowed) => within(target, allowed))) {
		return typeOnly
			? undefined
			: `${file} may import types of ${specifier} only (import type): ${layer.reason}`;
	}
	const home = homes.find((entry) => within(target, entry.target));
	return `${file} may not import ${specifier}: ${home?.reason ?? layer.reason}`;
}

/** @param {string} file @param {string} name @returns {string | undefined} */
function judgeName(file, name) {
	const rule = world.find(
		(entry) => entry.names.includes(name) && entry.in.test(file) && !entry.but.test(file)
	);
	return rule && `${file} may not use ${name}: ${rule.reason}`;
}

/** @param {string} target @param {string} allowed */
function within(target, allowed) {
	if (allowed.endsWith(':')) return target.startsWith(allowed);
	return target === allowed || target.startsWith(`${allowed}/`);
}

/** Which of src/lib, src/server and src/routes a path is in. @param {string} file */
function sideOf(file) {
	return /^src\/\w+\//.exec(file)?.[0];
}

/** @param {string} file @param {string} specifier */
function resolve(file, specifier) {
	if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier);
	if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
	return specifier;
}

/**
 * @typedef {{
 *   import: (found: Import) => void,
 *   name: (name: string, position: number) => void,
 *   text: (literal: string, position: number) => void
 * }} Visitor
 */

/** @param {ts.SourceFile} source @param {Visitor} visitor */
function walk(source, visitor) {
	/** @param {ts.Node} node */
	const visit = (node) => {
		const found = importOf(node);
		if (found) visitor.import(found);
		const name = nameOf(node);
		if (name) visitor.name(name, node.getStart());
		if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) {
			visitor.text(ts.isTemplateHead(node) ? `${node.text}\${}` : node.text, node.getStart());
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
}

/** @param {ts.Node} node @returns {Import | undefined} */
function importOf(node) {
	const position = node.getStart();
	if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
		const bindings = node.importClause?.namedBindings;
		const allTypes =
			!node.importClause?.name &&
			bindings !== undefined &&
			ts.isNamedImports(bindings) &&
			bindings.elements.length > 0 &&
			bindings.elements.every((element) => element.isTypeOnly);
		const typeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || allTypes;
		return { specifier: node.moduleSpecifier.text, typeOnly, position };
	}
	if (
		ts.isExportDeclaration(node) &&
		node.moduleSpecifier &&
		ts.isStringLiteral(node.moduleSpecifier)
	) {
		return { specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly, position };
	}
	if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
		const literal = node.argument.literal;
		if (ts.isStringLiteral(literal)) return { specifier: literal.text, typeOnly: true, position };
	}
	if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
		const [specifier] = node.arguments;
		if (specifier && ts.isStringLiteralLike(specifier)) {
			return { specifier: specifier.text, typeOnly: false, position };
		}
	}
	return undefined;
}

/** The world's name that a node takes, written as in `world`. @param {ts.Node} node @returns {string | undefined} */
function nameOf(node) {
	if (ts.isPropertyAccessExpression(node)) {
		const whole = node.getText().replace(/^globalThis\./, '');
		return /^\w+(\.\w+){1,2}$/.test(whole) ? whole : undefined;
	}
	if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
		return 'new Date()';
	}
	if (ts.isIdentifier(node) && !isPropertyName(node)) return node.text;
	return undefined;
}

/** Whether an identifier names a member of something rather than a thing in scope. @param {ts.Identifier} node */
function isPropertyName(node) {
	const { parent } = node;
	if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
		return parent.expression.getText() !== 'globalThis';
	}
	return 'name' in parent && parent.name === node && !ts.isImportSpecifier(parent);
}

/** A Svelte file with everything but its scripts blanked, so that positions stay. @param {string} text */
function scriptsOf(text) {
	let code = blank(text);
	for (const match of text.matchAll(/(<script\b[^>]*>)([\s\S]*?)<\/script>/g)) {
		const start = match.index + (match[1]?.length ?? 0);
		const body = match[2] ?? '';
		code = code.slice(0, start) + body + code.slice(start + body.length);
	}
	return code;
}

/** What is not script and not comment. @param {string} file @param {string} text */
function markupOf(file, text) {
	const comments = /<!--[\s\S]*?-->|\/\*[\s\S]*?\*\//g;
	const scripts = /<script\b[^>]*>[\s\S]*?<\/script>/g;
	const bare = text.replace(comments, blank);
	return file.endsWith('.svelte') ? bare.replace(scripts, blank) : bare;
}

/** @param {string} text */
function blank(text) {
	return text.replace(/[^\n]/g, ' ');
}

/**
 * @param {string} text
 * @param {number} offset
 * @param {(position: number, message: string) => void} report
 */
function reportAddresses(text, offset, report) {
	for (const { 0: address, index } of text.matchAll(/\b(?:https?|wss?):\/\/[^\s'"`<>)]+/g)) {
		if (/^\w+:\/\/(localhost|127\.0\.0\.1|\[::1\]|[${])/.test(address) || namesOnly.test(address))
			continue;
		report(
			offset + index,
			`${address}: local network first, nothing outside this machine is called or loaded`
		);
	}
}
