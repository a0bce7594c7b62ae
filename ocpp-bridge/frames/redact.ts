import { isSecret } from '../device-model/secret.ts'
import { isObject } from '../wire/frame.ts'

const WITHHELD = '***'

/** Texts without one of these words hold nothing to withhold, and need not be looked through. Most frames are such. */
const MAY_HOLD = /token|idtag|passw|passphrase|secret|authorizationkey|pin\b|private|"vpn"|:\/\/|certificate|exi/i

/** Names of fields, and of settings and variables of a charger, whose value is a secret. */
const isKey = (name: string): boolean => isSecret(name) || /passphrase|simpin|privatekey/i.test(name)
/** Fields that hold the value of the key or variable beside them. */
const VALUES: ReadonlySet<string> = new Set(['value', 'attributeValue', 'actualValue', 'variableAttribute'])
/** What a driver shows. Its end tells two cards apart and opens nothing. */
const ID_TOKENS: ReadonlySet<string> = new Set(['idTag', 'idToken', 'parentIdTag', 'additionalIdToken'])
const SHOWN_OF_TOKEN = 4

/** The text of a frame without secrets: passwords and keys, most of what drivers show, and what stands in addresses beside the place. */
export function redactText(text: string): string {
  if (!MAY_HOLD.test(text)) return text
  try {
    return JSON.stringify(JSON.parse(text), withhold)
  } catch {
    // What cannot be read cannot be looked through.
    return WITHHELD
  }
}

/** The same of a payload. */
export const redact = (payload: object): object => JSON.parse(redactText(JSON.stringify(payload))) as object

function withhold(this: unknown, key: string, value: unknown): unknown {
  if (isKey(key) || (VALUES.has(key) && namesSecret(this))) return WITHHELD
  // Of a VPN, `key` is the shared secret; in a charger's configuration it is a name.
  if (key === 'key' && isObject(this) && 'server' in this) return WITHHELD
  if (typeof value !== 'string') return value
  if (ID_TOKENS.has(key)) return value.length > 2 * SHOWN_OF_TOKEN ? `…${value.slice(-SHOWN_OF_TOKEN)}` : '…'
  return value.includes('://') ? withoutCredentials(value) : value
}

function namesSecret(holder: unknown): boolean {
  if (!isObject(holder)) return false
  const { key, variable } = holder
  const name = isObject(variable) ? variable['name'] : key
  return typeof name === 'string' && isKey(name)
}

/** Addresses of uploads and downloads: who has their name and password, or their signature, may use them too. */
const withoutCredentials = (text: string): string =>
  text
    .replaceAll(/:\/\/[^/?#\s]*@/g, `://${WITHHELD}@`)
    .replaceAll(/\?[^\s#]+/g, `?${WITHHELD}`)
    // A part of a path that nobody can guess is a key.
    .replaceAll(/\/[\w-]{32,}/g, `/${WITHHELD}`)
