/** Names and what belongs to them, one below the other. */
export const Facts = ({ facts }: { facts: readonly (readonly [string, string | null | undefined])[] }) => (
  <dl className="grid grid-cols-1 gap-x-6 gap-y-2 text-sm sm:grid-cols-2 lg:grid-cols-3">
    {facts.map(([name, value]) => (
      <div key={name} className="flex justify-between gap-3 sm:flex-col sm:justify-start sm:gap-0">
        <dt className="text-soft">{name}</dt>
        <dd className="min-w-0 text-right break-words sm:text-left">{value ?? '–'}</dd>
      </div>
    ))}
  </dl>
)
