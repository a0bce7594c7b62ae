import { getRouteApi } from '@tanstack/react-router'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { Only } from '../../only.tsx'
import { Parts } from '../../desk/parts.tsx'
import { useTexts } from '../../texts/index.ts'
import { Announcements } from './announcements.tsx'
import { Figures } from './figures.tsx'
import { MESSAGE_PARTS } from './search.ts'
import { Words } from './words.tsx'

const route = getRouteApi('/messages')
const SHOWN = { figures: Figures, words: Words, announcements: Announcements } as const

/** What people are told: what became of it, how it reads, and what is said to everybody. */
export function MessagesPage() {
  const { places, messages: texts } = useTexts()
  const { show = 'figures' } = route.useSearch()
  const Shown = SHOWN[show]
  return (
    <Only page="messages">
      <PageTitle>{places.messages}</PageTitle>
      <Parts label={places.messages} shown={show} parts={MESSAGE_PARTS.map((part) => ({ part, name: texts.parts[part] }))} />
      <Shown />
    </Only>
  )
}
