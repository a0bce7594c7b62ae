import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { backAddress, leaveTo, leftFrom } from './leaving.ts'

const kept = new Map<string, string>()
const gone: string[] = []
beforeEach(() => {
  kept.clear()
  gone.length = 0
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  })
  vi.stubGlobal('location', {
    origin: 'https://driver.test',
    pathname: '/stations/1',
    search: '?connector=2',
    assign: (url: string) => void gone.push(url),
  })
})
afterEach(() => void vi.unstubAllGlobals())

test('a bank’s page leads back to where it was left from, once', () => {
  leaveTo('https://bank.test/ask')
  expect(gone).toEqual(['https://bank.test/ask'])
  expect(leftFrom()).toBe('/stations/1?connector=2')
  expect(leftFrom()).toBeNull()
  expect(backAddress('hold', 'a')).toBe('https://driver.test/pay/back?hold=a')
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'bank.test/ask'])('%s is no page of a bank: nobody is led there', (url) => {
  expect(() => leaveTo(url)).toThrow()
  expect([gone, kept.size]).toEqual([[], 0])
})
