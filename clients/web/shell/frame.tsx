import { Link, Outlet } from '@tanstack/react-router'
import { useKit } from '../i18n/kit/index.ts'
import { findKey } from '../keys/find-key.ts'
import { Shortcuts, useShortcuts } from '../keys/shortcuts.tsx'
import { nothingLeft } from '../session/before-leaving.ts'
import { useSession } from '../session/session.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { useArrival } from './arrival.ts'
import { Menu } from './menu.tsx'
import type { Place } from './place.ts'
import { Settings } from './settings.tsx'

/**
 * What is around every page: the name of the app, its menu (at the bottom on phones, where thumbs are), who is signed in. The first thing that the Tab key
 * finds leads past all of it.
 */
export function Frame({ app, places }: { app: string; places: readonly Place[] }) {
  const { skipToContent, signIn, signOut, find, keys } = useKit()
  const { reader, sdk } = useSession()
  const shortcuts = useShortcuts()
  useArrival()
  const leave = async () => {
    await nothingLeft()
    // Without a network the login ends on this device alone.
    await sdk.signOut().catch(() => undefined)
  }
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#content" className={`${buttonClass('primary')} absolute left-2 -translate-y-20 focus:translate-y-2`}>
        {skipToContent}
      </a>
      <header className="border-b border-line bg-card print:hidden">
        <div className="mx-auto flex max-w-6xl items-center gap-3 px-4 py-2">
          <Link to="/" className="mr-auto flex min-h-11 min-w-0 items-center gap-2 text-lg leading-6 font-bold">
            <Mark /> {app}
          </Link>
          <span className="hidden sm:block">
            <Button onClick={() => shortcuts.open('find')}>
              {find.button} <kbd className="text-sm text-soft">{findKey()}</kbd>
            </Button>
          </span>
          <Settings>
            <Button onClick={() => shortcuts.open('keys')}>{keys.title}</Button>
            {/* Two buttons and a name are wider than a phone. */}
            {reader !== null && (
              <Button className="sm:hidden" onClick={() => void leave()}>
                {signOut}
              </Button>
            )}
          </Settings>
          {reader === null ? (
            <Link to="/sign-in" className={buttonClass('primary')}>
              {signIn}
            </Link>
          ) : (
            <span className="hidden sm:block">
              <Button onClick={() => void leave()}>{signOut}</Button>
            </span>
          )}
        </div>
      </header>
      <div className="mx-auto flex w-full max-w-6xl grow flex-col sm:flex-row">
        <Menu places={places} />
        <main id="content" tabIndex={-1} className="min-w-0 grow p-4 pb-24 outline-none sm:pb-4">
          <Outlet />
        </main>
      </div>
      <Shortcuts {...shortcuts} places={places} />
    </div>
  )
}

/** A leaf that is a plug. */
const Mark = () => (
  <svg aria-hidden viewBox="0 0 24 24" className="size-6 shrink-0 fill-none stroke-brand stroke-2">
    <path d="M5 19C5 9 10 4 20 4c0 10-5 15-13 13M5 19c2-5 5-8 9-10" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
)
