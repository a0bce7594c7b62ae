import { Link } from '@tanstack/react-router'
import { Card } from '../../../web/ui/card.tsx'
import { useTexts } from '../../texts/index.ts'

const PAGES = ['/settings/notifications', '/profile', '/security', '/privacy', '/settings'] as const

/** From each page on the account to the others. */
export function AccountLinks({ here }: { here: (typeof PAGES)[number] }) {
  const { settings: texts } = useTexts()
  const names = {
    '/settings/notifications': texts.toNotifications,
    '/profile': texts.toProfile,
    '/security': texts.toSecurity,
    '/privacy': texts.toPrivacy,
    '/settings': texts.toSettings,
  } satisfies Record<(typeof PAGES)[number], string>
  return (
    <Card title={texts.more}>
      <ul className="flex flex-col divide-y divide-line">
        {PAGES.filter((to) => to !== here).map((to) => (
          <li key={to}>
            <Link to={to} className="flex min-h-11 items-center justify-between gap-3 py-2 hover:text-brand">
              {names[to]} <span aria-hidden>›</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
