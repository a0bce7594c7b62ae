/** Under this path of `/files/` chargers upload. */
export const UPLOADS = 'uploads/'

/** A name under which a log may be kept and downloaded: what a charger calls it, without what a path or a header could stumble over. */
export function fileName(said: string | null, otherwise: string): string {
  const last = said?.split(/[/\\]/).at(-1) ?? ''
  const safe = clean(last)
  return safe === '' ? `${clean(otherwise)}.log` : safe
}

const clean = (text: string): string =>
  text
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 100)
