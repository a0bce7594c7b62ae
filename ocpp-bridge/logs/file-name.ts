/** Under this path of `/files/` uploads are taken. */
export const UPLOADS = 'uploads/'

/** The address at which a file is taken whose token this is. `files` is the address of `/files/`. */
export const uploadAddress = (files: string, token: string): string =>
  new URL(`${UPLOADS}${token}`, files.replace(/\/?$/, '/')).href

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
