/** Text as HTML shows it. Names of stations and people stand in mails, and are no part of the page. */
export const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (each) => `&#${each.codePointAt(0)};`)

/** Part of a page, whose texts are escaped. */
export interface Part {
  heading?: string
  text?: string
  link?: { label: string; url: string }
}

/**
 * A page in one column for mails and for what a link of one opens: no scripts, no pictures, nothing that is loaded. It says its language, is
 * read aloud in order, and follows a dark screen.
 */
export const page = (
  lang: string,
  title: string,
  parts: readonly Part[],
  small: readonly Part[] = [],
  form = '',
): string => `<!doctype html>
<html lang="${escape(lang)}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(title)}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; padding: 24px 16px; background: #f4f6f4; color: #1b241d; font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', sans-serif; }
main { max-width: 560px; margin: 0 auto; padding: 24px; background: #ffffff; border-radius: 12px; }
h1 { margin: 0 0 16px; font-size: 20px; line-height: 1.3; }
h2 { margin: 24px 0 4px; font-size: 16px; }
p { margin: 0 0 16px; overflow-wrap: anywhere; }
.button, button { display: inline-block; padding: 12px 20px; border: 0; border-radius: 8px; background: #14532d; color: #ffffff; font: inherit; font-weight: 600; text-decoration: none; }
footer { max-width: 560px; margin: 16px auto 0; font-size: 13px; color: #4b554d; }
footer a { color: inherit; }
@media (prefers-color-scheme: dark) {
  body { background: #101512; color: #e8ede9; }
  main { background: #1a211c; }
  .button, button { background: #86efac; color: #0b140e; }
  footer { color: #a9b4ac; }
}
</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
${parts.map((part) => written(part, 'button')).join('\n')}${form}
</main>
${small.length === 0 ? '' : `<footer>\n${small.map((part) => written(part, null)).join('\n')}\n</footer>\n`}</body>
</html>
`

const written = ({ heading, text, link }: Part, as: string | null): string =>
  [
    heading === undefined ? [] : [`<h2>${escape(heading)}</h2>`],
    text === undefined ? [] : [`<p>${escape(text).replaceAll('\n', '<br>')}</p>`],
    link === undefined
      ? []
      : [`<p><a${as === null ? '' : ` class="${as}"`} href="${escape(link.url)}">${escape(link.label)}</a></p>`],
  ]
    .flat()
    .join('\n')
