import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { useKit } from '../i18n/kit/index.ts'
import type { Place } from './place.ts'

/** So many names, each as wide as it is, can be read beside each other at the bottom of a phone, whichever the language. */
const FIT_ON_A_PHONE = 5

const tab =
  'relative flex min-h-14 w-full flex-col items-center justify-center gap-0.5 rounded-md text-center text-xs tracking-tight text-soft hover:bg-sunk aria-[current=page]:font-semibold aria-[current=page]:text-brand'
const row =
  'relative flex min-h-11 items-center gap-3 rounded-md px-3 text-soft hover:bg-sunk aria-[current=page]:font-semibold aria-[current=page]:text-brand'

/** The places of an app. A phone has the first of them at its bottom, and the others behind one button. */
export function Menu({ places }: { places: readonly Place[] }) {
  const { menu, moreOfMenu } = useKit()
  const rest = useRef<HTMLDivElement>(null)
  const fits = places.length <= FIT_ON_A_PHONE ? places.length : FIT_ON_A_PHONE - 1
  const behind = places.slice(fits)
  return (
    <nav
      aria-label={menu}
      className="fixed inset-x-0 bottom-0 z-10 print:hidden border-t border-line bg-card sm:static sm:w-52 sm:shrink-0 sm:border-t-0 sm:bg-transparent sm:p-4"
    >
      <ul className="flex sm:flex-col sm:gap-1">
        {places.map(({ to, name, mark, aside }, at) => (
          <li key={to} className={at < fits ? 'flex-auto' : 'hidden sm:block'}>
            <Link
              to={to}
              activeOptions={{ exact: to === '/' }}
              className={`${tab} sm:min-h-9 sm:flex-row sm:justify-start sm:gap-3 sm:px-3 sm:text-left sm:text-sm sm:tracking-normal`}
            >
              <span aria-hidden className="text-lg sm:w-5 sm:text-center">
                {mark}
              </span>
              <span className="line-clamp-2 max-w-full leading-3.5 hyphens-auto sm:leading-5">{name}</span>
              {aside && <span className="absolute top-0.5 left-1/2 shrink-0 whitespace-nowrap sm:static">{aside}</span>}
            </Link>
          </li>
        ))}
        {behind.length > 0 && (
          // A page of those behind it is where the reader is: the button says so too, to the eye.
          <li className="group flex-auto sm:hidden">
            <button type="button" popoverTarget="rest-of-menu" className={`${tab} group-has-[[aria-current=page]]:text-brand`}>
              <span aria-hidden className="text-lg">
                ⋯
              </span>
              <span className="leading-3.5">{moreOfMenu}</span>
            </button>
            <div
              ref={rest}
              id="rest-of-menu"
              popover="auto"
              className="fixed inset-x-2 top-auto bottom-16 m-0 max-h-[80dvh] w-auto overflow-y-auto rounded-lg border border-line bg-card p-2 text-ink shadow-lg"
            >
              <ul className="flex flex-col">
                {behind.map(({ to, name, mark, aside }) => (
                  <li key={to}>
                    <Link to={to} className={row} onClick={() => rest.current?.hidePopover()}>
                      <span aria-hidden className="w-6 text-center text-lg">
                        {mark}
                      </span>
                      {name}
                      {aside}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          </li>
        )}
      </ul>
    </nav>
  )
}
