import { OrderStatus, TrackingStatus } from "../../domain/order/order.js";
import { OrderAnomaly } from "../../domain/order/prepared-order.js";
import { describeEnum } from "../described-enum.js";

describeEnum("OrderStatus", OrderStatus, "How far an order has come, as the marketplace tells it.", {
  APPROVED: "The payment was approved.",
  CANCELLED: "Called off.",
  CREATED: "Placed, nothing more.",
  DELIVERED: "Delivered to the shopper.",
  INVOICED: "Billed.",
  PROCESSING: "Being prepared.",
  SHIPPED: "On its way.",
  UNAVAILABLE: "Something in it could not be had.",
});

describeEnum("TrackingStatus", TrackingStatus, "What a tracking event says about a parcel.", {
  DELIVERED: "Delivered.",
  EXCEPTION: "Something went wrong on the way.",
  HANDED_OVER: "The carrier has it.",
  IN_TRANSIT: "On its way.",
  OUT_FOR_DELIVERY: "On the vehicle that delivers it.",
  RETURNED: "On its way back to the sender, or there.",
});

describeEnum("OrderAnomaly", OrderAnomaly, "What is odd about an order that was taken all the same.", {
  APPROVED_BEFORE_PURCHASE: "Approved before it was placed.",
  CANCELLED_AFTER_DELIVERY: "Cancelled although something was delivered.",
  DELIVERED_BEFORE_HANDOVER: "Delivered before the carrier had it.",
  DELIVERED_BEFORE_PURCHASE: "Delivered before it was placed.",
  DELIVERED_WITHOUT_APPROVAL: "Delivered although no payment was approved.",
  DELIVERED_WITHOUT_DATE: "Said to be delivered, but nobody knows when.",
  HANDED_OVER_BEFORE_APPROVAL: "With the carrier before the payment was approved.",
  HANDED_OVER_BEFORE_PURCHASE: "With the carrier before it was placed.",
  NO_PAYMENT: "No payment is on record.",
  PAID_LESS_THAN_BILLED: "The payments do not reach what was billed.",
  PAID_MORE_THAN_BILLED: "The payments are above what was billed.",
  PAYMENT_SEQUENCE_GAP: "The numbers of the payments have a gap, so one may be missing.",
  REVIEWED_BEFORE_PURCHASE: "Reviewed before it was placed.",
  SHIP_BY_FAR_AWAY: "The date to hand it over by lies more than a year after the purchase.",
});
