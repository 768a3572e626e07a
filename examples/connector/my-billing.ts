// The functions of smartyard_bill.py as a module: rewrite their bodies for your billing. They may be async.

const PHONES: Record<number, number[]> = { 89103523378: [10, 101] };

/** Contracts of a telephone (a number of eleven digits from 8 on); an empty list: none. */
export function uidFrom(phone: number): number[] {
  return PHONES[phone] ?? [];
}

/** Whether the service of intercoms and cameras is ordered, and whether it is paid. */
export function camsActiv(uid: number) {
  return { cams_open: true, cams_paid: uid === 10 };
}

/** The contracts of a telephone for the page "Contracts". */
export async function billingList(phone: number) {
  return uidFrom(phone).map((uid) => ({
    uid,
    login: String(uid).padStart(5, '0'),
    address: 'г. Москва, ул. Тверская, д 1 кв. 1',
    internet: 100.0,
    internetdata: '2025-11-12',
    tv: 0.0,
    tvdata: '',
    phone: 0.0,
    phonedata: '',
    cams: '261.0',
    camsdata: '2025-11-12',
    camsname: 'Умное пространство',
    balans: 50.0,
    payment: 500.0,
    invoice: true,
    detail: true,
    receipt: true,
  }));
}

/** Number of the contract's flat: keys are written to panels for it. May be left out. */
export function flatFromUid(uid: number): number {
  return uid;
}
