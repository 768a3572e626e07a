/** Why a camera's day costs what it does; all but `charged` are free. */
export type ChargeKind = 'charged' | 'trial' | 'no_plan' | 'no_price';

/** One camera under one plan for a time. */
export interface UsedCamera {
  /** Of the interval. */
  readonly id: number;
  readonly cameraId: number;
  /** As it is called now, or was when it was deleted. */
  readonly name: string;
  /** Empty where the camera was given to another organization since. */
  readonly title: string;
  readonly deleted: boolean;
  /** Null: it was under none. */
  readonly plan: { readonly id: number; readonly name: string } | null;
  readonly from: Date;
  /** Null: it goes on. */
  readonly to: Date | null;
}

/** One plan on one rated day of an organization. */
export interface DayOfUsage {
  /** YYYY-MM-DD */
  readonly day: string;
  /** Null: cameras without a plan. */
  readonly plan: { readonly id: number; readonly name: string } | null;
  readonly kind: ChargeKind;
  readonly cameras: number;
  /** Of all of them, minor units. */
  readonly amount: bigint;
  /** Null: there was no price. */
  readonly currency: string | null;
}

/** What one camera's day costs. */
export interface CameraDay {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly cameraId: number;
  /** As it is called now, or was when it was deleted. */
  readonly name: string;
  readonly organizationId: number;
  /** Null: none. */
  readonly planId: number | null;
  readonly kind: ChargeKind;
  /** Minor units. */
  readonly amount: bigint;
  /** Null: there was no price. */
  readonly currency: string | null;
}
