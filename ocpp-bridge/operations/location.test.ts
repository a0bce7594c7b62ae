import { expect, test } from 'vitest'
import { location, withoutPassword, withPassword } from './location.ts'

test.each([
  'ftp://files.example/in',
  'ftp://me@files.example/in',
  'ftp://me:secret@files.example/in',
  'ftp://:secret@files.example/in',
  'ftp://me:a$$b$&c@files.example/in',
])('a charger gets the name and password of %s as they were given', (address) => {
  const { location: kept, secret } = withoutPassword(address)
  expect(kept).toBe('ftp://files.example/in')
  expect(withPassword({ location: kept, secret })).toBe(address)
})

test.each(['fw.bin', '/fw.bin', 'ftp:/fw.bin', 'https:files.example', 'file:///etc/passwd', 'http://'])(
  '%s is no address',
  (address) => {
    expect(location.safeParse(address).success).toBe(false)
  },
)
