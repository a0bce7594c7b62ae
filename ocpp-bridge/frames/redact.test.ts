import { expect, test } from 'vitest'
import { redact, redactText } from './redact.ts'

const call = (action: string, payload: object) => JSON.stringify([2, 'id', action, payload])
const SECRET = 'hush-hush-0815'

test.each<[action: string, payload: object]>([
  ['ChangeConfiguration', { key: 'AuthorizationKey', value: SECRET }],
  ['GetConfiguration', { configurationKey: [{ key: 'AuthorizationKey', readonly: false, value: SECRET }] }],
  ['SetVariables', { setVariableData: [{ variable: { name: 'BasicAuthPassword' }, attributeValue: SECRET }] }],
  ['GetVariables', { getVariableResult: [{ variable: { name: 'BasicAuthPassword' }, attributeValue: SECRET }] }],
  ['NotifyReport', { reportData: [{ variable: { name: 'BasicAuthPassword' }, variableAttribute: [{ value: SECRET }] }] }],
  ['SetVariables', { setVariableData: [{ variable: { name: 'PIN' }, attributeValue: SECRET }] }],
  ['NotifyEvent', { eventData: [{ variable: { name: 'BasicAuthPassword' }, actualValue: SECRET }] }],
  ['SetNetworkProfile', { connectionData: { apn: { apnPassword: SECRET, simPin: 4711 } } }],
  ['SetNetworkProfile', { connectionData: { vpn: { server: 'v', user: 'u', password: SECRET, key: SECRET, type: 'PPTP' } } }],
  ['SetNetworkProfile', { connectionData: { basicAuthPassword: SECRET } }],
  ['UpdateFirmware', { location: `ftp://maker:${SECRET}@example.com/f.bin` }],
  ['GetLog', { log: { remoteLocation: `https://example.com/put?signature=${SECRET}` } }],
  ['GetLog', { log: { remoteLocation: `https://example.com/uploads/${SECRET.repeat(3)}` } }],
  ['Authorize', { idTag: SECRET.slice(0, -4) }],
])('%s of %j shows no secret', (action, payload) => {
  const text = redactText(call(action, payload))
  expect(text).not.toContain(SECRET)
  expect(text).not.toContain(SECRET.slice(0, -4))
  expect(text).not.toContain('4711')
  expect(JSON.parse(text)).toMatchObject([2, 'id', action, {}])
})

test('of what a driver shows the end is left, and nothing of what is short', () => {
  const shown = (idToken: string) => redact({ idToken: { idToken, type: 'ISO14443' }, parentIdTag: idToken })
  expect(shown('04AABBCCDDEE80')).toEqual({ idToken: { idToken: '…EE80', type: 'ISO14443' }, parentIdTag: '…EE80' })
  expect(shown('1234567')).toEqual({ idToken: { idToken: '…', type: 'ISO14443' }, parentIdTag: '…' })
})

test('the rest of an address, and of a configuration, stays', () => {
  expect(redact({ location: 'https://a:b@example.com/f.bin?x=1' })).toEqual({ location: 'https://***@example.com/f.bin?***' })
  const rest = { key: 'HeartbeatInterval', value: '300' }
  expect(redact({ configurationKey: [rest, { key: 'AuthorizationKey', value: 'x' }] })).toEqual({
    configurationKey: [rest, { key: 'AuthorizationKey', value: '***' }],
  })
})

test('what cannot be read is withheld if it may hold a secret', () => {
  expect(redactText(`[2,"id","ChangeConfiguration",{"key":"AuthorizationKey","value":"${SECRET}"`)).toBe('***')
  expect(redactText('[2,"id","Heartbeat"')).toBe('[2,"id","Heartbeat"')
})
