import { Link } from '@tanstack/react-router'

/** The parts of one place, of which one is shown. Which, is part of the address. */
export function Parts<Part extends string>({
  label,
  parts,
  shown,
}: {
  label: string
  parts: readonly { part: Part; name: string }[]
  shown: Part
}) {
  return (
    <nav aria-label={label} className="mb-4 flex flex-wrap gap-2">
      {parts.map(({ part, name }) => (
        <Link
          key={part}
          to="."
          search={{ show: part } as never}
          aria-current={part === shown ? 'page' : undefined}
          className="flex min-h-11 items-center rounded-md border border-line px-3 hover:bg-sunk aria-[current=page]:border-brand aria-[current=page]:font-semibold aria-[current=page]:text-brand sm:min-h-9"
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
