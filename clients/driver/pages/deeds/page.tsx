import { Link } from '@tanstack/react-router'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { useTexts } from '../../texts/index.ts'
import { Done } from './done.tsx'
import { ToDo } from './to-do.tsx'

export function DeedsPage() {
  const { deeds: texts } = useTexts()
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <div className="flex flex-col gap-6">
        <ToDo />
        <SignedIn>
          <Done />
        </SignedIn>
        <div className="grid gap-3 sm:grid-cols-2">
          <Further to="/meetups" name={texts.meetups} hint={texts.meetupsHint} />
          <Further to="/leaderboards" name={texts.boards} hint={texts.boardsHint} />
        </div>
      </div>
    </>
  )
}

const Further = ({ to, name, hint }: { to: '/meetups' | '/leaderboards'; name: string; hint: string }) => (
  <Link to={to} className="flex flex-col gap-0.5 rounded-lg border border-line bg-card p-4 hover:bg-sunk">
    <span className="flex justify-between gap-3 font-semibold">
      {name} <span aria-hidden>›</span>
    </span>
    <span className="text-sm text-soft">{hint}</span>
  </Link>
)
