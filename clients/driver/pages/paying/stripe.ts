/** The few calls of Stripe's script that are made here (docs.stripe.com/js). */
interface Stripe {
  elements(options: { clientSecret: string; locale: string; appearance: { theme: string } }): Elements
  confirmPayment(options: Confirmation): Promise<Outcome>
  confirmSetup(options: Confirmation): Promise<Outcome>
}
export interface Elements {
  create(type: 'payment'): FormElement
}
interface FormElement {
  mount(at: HTMLElement): void
  destroy(): void
  on(name: 'ready' | 'loaderror', then: () => void): void
}
interface Confirmation {
  elements: Elements
  confirmParams: { return_url: string }
  /** A card whose bank asks in a frame stays on the page. */
  redirect: 'if_required'
}
export interface Outcome {
  error?: { code?: string; decline_code?: string; message?: string }
}

declare global {
  var Stripe: ((publishableKey: string) => Stripe) | undefined
}

let loading: Promise<void> | null = null

/** Loads Stripe's script from Stripe, once, when somebody is about to give a card. The policy of the page allows this one address. */
export async function loadStripe(script: string, publishableKey: string): Promise<Stripe> {
  loading ??= new Promise<void>((resolve, reject) => {
    const element = document.createElement('script')
    element.src = script
    element.addEventListener('load', () => resolve())
    element.addEventListener('error', () => {
      element.remove()
      // The next try loads it again.
      loading = null
      reject(new Error('The script of the provider was not loaded.'))
    })
    document.head.append(element)
  })
  await loading
  if (!globalThis.Stripe) throw new Error('The script of the provider is another one.')
  return globalThis.Stripe(publishableKey)
}
