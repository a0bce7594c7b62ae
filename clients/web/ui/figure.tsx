/** One number with its name, large: what a page is opened for. Inside of a `<dl>`. */
export const Figure = ({ name, children }: { name: string; children: string }) => (
  <div className="rounded-lg border border-line bg-card p-4">
    <dt className="text-sm text-soft">{name}</dt>
    <dd className="text-lg font-bold sm:text-xl">{children}</dd>
  </div>
)
