/** What people write in the data of the benchmark; of the length that real ones have. */
export const messageTexts = {
  claim:
    "The kettle switches itself off before the water is warm. I tried it on three sockets and with half the water.",
  message: "I have sent two photographs by mail as you asked. When can I expect an answer? 谢谢。",
  refusal: "It was tested for an hour before it left the warehouse and worked; see the test protocol.",
  offer: "We would refund a part of the price, and you keep the goods.",
  intervention: "We do not get any further by ourselves. Please decide.",
  submissions: "Both sides have said what they have to say.",
  finding: "The kettle does not heat: the photographs show the water at 31 degrees after ten minutes.",
  reasons:
    "The merchant bears the burden of proof and gave no inspection report of the goods as they arrived, so the defect stands as described.",
};
