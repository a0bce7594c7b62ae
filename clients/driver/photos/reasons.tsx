import { useTexts } from '../texts/index.ts'

/** Why, in the reader's words; a code that is newer than this app comes with the platform's own sentence. */
export function Reasons({ title, reasons }: { title: string; reasons: readonly { code: string; message: string }[] }) {
  const { photos: texts } = useTexts()
  if (reasons.length === 0) return null
  return (
    <div className="text-sm">
      <p className="font-medium">{title}</p>
      <ul className="list-disc pl-5 text-soft">
        {reasons.map(({ code, message }) => (
          <li key={code}>{texts.reasons[code as keyof typeof texts.reasons] ?? message}</li>
        ))}
      </ul>
    </div>
  )
}
