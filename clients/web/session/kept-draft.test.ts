import { expect, test } from 'vitest'
import { keptDraft } from './kept-draft.ts'
import { tabStorage } from './tab-storage.fixture.ts'

tabStorage()

test('a draft is there again after the page was loaded again, until it was sent', () => {
  keptDraft('ada', 'station').write({ name: 'Home' })
  expect(keptDraft('ada', 'station').read()).toEqual({ name: 'Home' })
  keptDraft('ada', 'station').forget()
  expect(keptDraft('ada', 'station').read()).toEqual({})
})

test('a draft is its reader’s and its page’s alone', () => {
  keptDraft('ada', 'station').write({ name: 'Home' })
  expect(keptDraft('eve', 'station').read()).toEqual({})
  expect(keptDraft(null, 'station').read()).toEqual({})
  expect(keptDraft('ada', 'tariff').read()).toEqual({})
})
